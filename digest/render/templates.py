"""The Jinja environment: templates from files only, the operator's folder before ours (FET-33)."""

import traceback
from collections.abc import Mapping
from pathlib import Path

import jinja2

from digest import assets
from digest.errors import RenderError

#: What a wrong template can raise when it is compiled or rendered.
_FAULTS = (jinja2.TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError, OSError)


class Templates:
    """Templates by name, such as "email/digest-body.html"."""

    def __init__(self, environment: jinja2.Environment) -> None:
        self._environment = environment

    def render(self, name: str, values: Mapping[str, object]) -> str:
        """The template filled with `values`; RenderError naming the template and line when that cannot be done."""
        try:
            return self._environment.get_template(name).render(values)
        except _FAULTS as error:
            raise RenderError(_sentence(name, error), template=name) from error

    def module(self, name: str, values: Mapping[str, object]) -> object:
        """What a template sets, as attributes; RenderError as in `render`."""
        try:
            return self._environment.get_template(name).make_module(dict(values))
        except _FAULTS as error:
            raise RenderError(_sentence(name, error), template=name) from error


def load(folder: Path | None = None) -> Templates:
    """The templates that ship; a file of the same name in the operator's `folder` stands in for one of them."""
    folders = [path for path in (folder, assets.templates()) if path is not None]
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folders),
        autoescape=jinja2.select_autoescape(enabled_extensions=("html",), default=False),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    return Templates(environment)


def _sentence(name: str, error: Exception) -> str:
    if isinstance(error, jinja2.TemplateNotFound):
        return (
            f"The template {error.name} is missing: put it into the templates folder, "
            "or remove the setting that points there to use the one that ships."
        )
    place, line = _place(name, error)
    where = f"line {line} of the template {place}" if line else f"the template {place}"
    return f"In {where}: {error}. Mend the file, or remove it to use the one that ships."


def _place(name: str, error: Exception) -> tuple[str, int | None]:
    """The template file and the line that broke; None where no line is to blame."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        return error.filename or error.name or name, error.lineno
    # Jinja writes the lines of the template into the traceback.
    frames = [
        frame for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename).suffix in {".html", ".txt"}
    ]
    return (frames[-1].filename, frames[-1].lineno) if frames else (name, None)
