"""Many write at once into SQLite, in a server whose visitors share one thread: each has their turn, and none hangs."""

import subprocess
import sys

FOUR_VISITORS = """
from gevent import monkey
monkey.patch_all()
import sys
from pathlib import Path
import gevent
from sqlalchemy import text
from requests_.settings import StoreSettings
from requests_.store.session import open_store

store = open_store(StoreSettings(database_url=sys.argv[1], vault=Path(sys.argv[2])))

def write(number):
    with store.unit_of_work() as uow:
        uow.session.execute(text("DELETE FROM draft"))
        gevent.sleep(0.01)  # as whoever waits for a scanner or a queue, with the turn to write in hand
        uow.commit()

def give_up():
    with store.unit_of_work() as uow:
        uow.session.execute(text("DELETE FROM draft"))
        gevent.sleep(0.01)

gevent.joinall([gevent.spawn(write, 1), gevent.spawn(give_up), gevent.spawn(write, 2), gevent.spawn(write, 3)],
               raise_error=True)
print("all had their turn")
"""


def test_whoever_waits_to_write_lets_the_one_who_writes_go_on(sqlite_url: str, tmp_path: object) -> None:
    command = [sys.executable, "-c", FOUR_VISITORS, sqlite_url, f"{tmp_path}/vault"]
    # Without turns, the second waits inside the driver for thirty seconds, and then is refused.
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert (done.stdout, done.stderr) == ("all had their turn\n", "")
