"""The lines of gunicorn, which pass by our own logging, without secrets."""

import logging

from gunicorn.config import Config
from gunicorn.glogging import Logger

from config.logs import masked_text

FORMATTER = logging.Formatter()


def mask_record(record: logging.LogRecord) -> bool:
    """Blank what gives access in a line and its traceback; every line goes out."""
    record.msg, record.args = masked_text(record.getMessage()), ()
    if record.exc_info:
        record.exc_text = masked_text(FORMATTER.formatException(record.exc_info))
    return True


class MaskedLogger(Logger):  # type: ignore[misc]  # gunicorn publishes no types
    """gunicorn's logger: links of partners stand in addresses, also in access logs."""

    def setup(self, cfg: Config) -> None:
        """Add the mask to both of its logs, once."""
        super().setup(cfg)
        for log in (self.error_log, self.access_log):
            log.filters = [mask_record]
