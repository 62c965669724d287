# The two commands of the house are `make demo` and `make test`. Each installs what it needs.
#
#   make demo          with a display: the kiosk and its dock; without: a scripted journey
#   make demo VNC=1    the kiosk's window for a VNC viewer
#   make demo APT=no   leave the system's packages alone: cards, printers are simulated
#   make test LOAD=2   all of it beside two busy loops: what holds there holds beside other work

.DEFAULT_GOAL := help
# A machine may forbid Python to keep what it compiled: each process would compile for five seconds.
unexport PYTHONDONTWRITEBYTECODE
.PHONY: help setup demo test bench soak crashtest fuzz machine still lint format screenshots screens drawings goldens guide pages requirements deb

help: ## what there is to make
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## install what is missing: Debian packages, uv, the locked Python environment
	@scripts/setup.sh

demo: setup ## an insured person's visit from card to paper, on embedded defaults
	@scripts/demo.sh

test: setup ## every check and test that decides whether a change lands; LOAD=2 beside busy cores
	@scripts/test.sh

bench: setup ## every budget beside its peer, measured; code 1 when one is missed
	@.venv/bin/python -m benchmarks

soak: setup ## ten thousand visits of people and staff, alone and with all processes, a hundred deaths of pcscd: what grows
	@mkdir -p build/soak
	@for others in '' --three; do \
		QT_QPA_PLATFORM=offscreen QT_QUICK_BACKEND=software .venv/bin/python -m tests.soak $$others \
		--sessions $${SOAK_VISITS:-10000} 2>build/soak/kiosk$$others.log \
		|| { grep -v '^{' build/soak/kiosk$$others.log | tail -n 20; exit 1; }; done
	@SOAK_RESTARTS=100 .venv/bin/pytest -q -s tests/system/test_reader_trouble.py

crashtest: setup ## ten thousand deaths of kiosk-sync in bad weather, a backlog of 100,000
	@.venv/bin/python -m tests.crash
	@POWER_CUTS=100000 .venv/bin/pytest -q -s tests/crash/test_power_cut.py
	@.venv/bin/pytest -q --hypothesis-profile=long tests/sync/test_queue_machine.py

fuzz: setup ## what a card and the kiosk's partners may say: FUZZ_S=300 seconds of anything
	@uv run --isolated --all-extras --group fuzz python -m tests.fuzz --seconds $${FUZZ_S:-300}

machine: deb ## a Debian 12 with the packages, booted: a visit from card to paper on it, and its faults
	@MACHINE=1 .venv/bin/pytest -q -s -m 'not devices' tests/machine

lint: setup ## style, types, import directions and screens, without running anything
	@scripts/lint.sh

format: setup ## put the code into the house's shape
	@.venv/bin/ruff format --quiet
	@.venv/bin/ruff check --quiet --fix-only

still: setup ## the picture that says out of service, drawn anew for each shape of screen
	@.venv/bin/python -m scripts.still

screenshots: setup ## the pictures of the README, from a real visit, in docs/screenshots
	@.venv/bin/python -m devdock.pictures

screens: setup ## a picture of every screen in every setting, in build/screens
	@QT_QPA_PLATFORM=offscreen QT_QUICK_BACKEND=software .venv/bin/python -m tests.qml.harness \
	  --sizes portrait wide square
	@echo 'screens: build/screens'

drawings: setup ## all drawings with their names, in both themes, in build/drawings*.png
	@QT_QPA_PLATFORM=offscreen QT_QUICK_BACKEND=software .venv/bin/python -m tests.qml.drawings
	@echo 'drawings: build/drawings.png build/drawings_contrast.png'

goldens: setup ## the pictures that tests compare screens and pages with, taken anew
	@QT_QPA_PLATFORM=offscreen QT_QUICK_BACKEND=software .venv/bin/python -m tests.qml.goldens
	@.venv/bin/python -m tests.system.console_goldens >/dev/null
	@git --no-pager diff --stat -- tests/qml/golden tests/system/golden

guide: setup ## the agents' guide on two pages, in build/guide-agent.pdf, its pictures drawn anew
	@QT_QPA_PLATFORM=offscreen QT_QUICK_BACKEND=software .venv/bin/python -m tests.qml.guide_drawings
	@.venv/bin/python -m devdock.guide

pages: setup ## the pages of docs that are made from the code: settings, log events
	@.venv/bin/python -m scripts.pages

requirements: setup ## what an appliance and a central install, with hashes, out of the lock
	@scripts/requirements.sh

deb: setup ## the packages of a kiosk and of central for Debian, in build/deb; VERSION=0.1.1 over the project's
	@.venv/bin/python -m scripts.deb $(if $(VERSION),--version $(VERSION))
