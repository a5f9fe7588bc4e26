"""What every test may use."""

pytest_plugins = ["tests.databank_plugin"]
