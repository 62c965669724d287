import os
import subprocess
import sys
import threading
import time

from benchmarks.processor import taken_s
from benchmarks.tree import family_processor_s


def test_what_all_threads_took_is_counted() -> None:
    def work() -> None:
        began = time.thread_time()
        while time.thread_time() - began < 0.05:
            continue
        done.set()
        leave.wait(20)

    done, leave = threading.Event(), threading.Event()
    before = taken_s([os.getpid()])
    worker = threading.Thread(target=work)
    worker.start()
    done.wait(20)
    assert 0.04 < taken_s([os.getpid()]) - before < 5
    leave.set()
    worker.join()


def test_what_a_process_waited_for_counts_after_its_end() -> None:
    a_second = os.sysconf("SC_CLK_TCK")
    before = family_processor_s(os.getpid())
    work = "import time\nwhile time.process_time() < 0.2: pass"
    subprocess.run([sys.executable, "-c", work], check=True)
    ticks = round((family_processor_s(os.getpid()) - before) * a_second)
    # Of its user and of its system time, less than a tick each is cut off; whole ticks are
    # counted, for 0.19 s are less than 0.19 in the difference of two sums.
    assert ticks > 0.2 * a_second - 2


def test_who_has_gone_counts_nothing() -> None:
    assert taken_s([2**22 + 1]) == 0
    assert family_processor_s(os.getpid()) > 0
