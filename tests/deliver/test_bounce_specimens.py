"""Reports as many programs write them, in many languages: what each says is understood, and no other mail is one."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.deliver import bounce
from digest.deliver.bounce import BounceKind
from tests.deliver import specimens
from tests.deliver.reports import mail, parts
from tests.deliver.specimens import Specimen

ALL = specimens.all_()


@pytest.mark.parametrize("specimen", [pytest.param(one, id=one.name) for one in ALL])
def test_a_report_is_understood(specimen: Specimen) -> None:
    """Its kind, and whom it is about."""
    report = bounce.read(specimen.raw)
    assert report.kind.value == specimen.kind
    if specimen.kind != "none":
        assert sorted(each.address for each in report.recipients) == sorted(specimen.recipients)


@pytest.mark.parametrize("specimen", [pytest.param(one, id=one.name) for one in ALL if "not yet" in one.name])
def test_what_is_only_late_is_marked_so(specimen: Specimen) -> None:
    """It is never counted (REC-11)."""
    assert all(each.delayed for each in bounce.read(specimen.raw).recipients)


@given(st.sampled_from(["base64", "quoted-printable", "x"]), st.text(st.sampled_from("Aab01+/= \n:;-=3D=20é\x80")))
def test_fields_that_were_encoded_badly_never_fail(encoding: str, text: str) -> None:
    """Cut short, or with letters that no encoding has."""
    told = f"{text}\n{base64.encodebytes(text.encode()).decode()[:-3]}"
    head, body = parts((f"message/delivery-status\nContent-Transfer-Encoding: {encoding}", told))
    assert bounce.read(mail(f"From: mailer-daemon@x.example\n{head}", body)).kind in BounceKind


def test_every_kind_is_among_them() -> None:
    """And each name once, so that a failure says which it is."""
    names = [one.name for one in ALL]
    assert len(names) == len(set(names))
    assert {one.kind for one in ALL} == {BounceKind.HARD, BounceKind.SOFT, BounceKind.NONE}
