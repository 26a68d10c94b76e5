"""The tracker's own migrations, and one more."""

import tracker.migrations

__path__ = [*tracker.migrations.__path__, *__path__]
