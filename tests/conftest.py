"""How long properties are looked for: a while in ``make test``, long on demand.

``pytest --hypothesis-profile=long tests/domain`` goes fifty times as far.
"""

from hypothesis import settings

settings.register_profile("house", deadline=None)
settings.register_profile("long", settings.get_profile("house"), max_examples=5_000)
settings.load_profile("house")
