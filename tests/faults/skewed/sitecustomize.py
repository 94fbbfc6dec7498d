"""Read by Python itself where PYTHONPATH names this folder: a clock that is wrong.

What waits goes on counting as it should: only the time of day is moved.
"""

import datetime as dt
import os

import time_machine

apart = dt.timedelta(seconds=int(os.environ["SKEWED_SECONDS"]))
time_machine.travel(dt.datetime.now(dt.UTC) + apart, tick=True).start()
