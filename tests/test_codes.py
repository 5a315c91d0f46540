"""What ships about organisation codes: the forms the NHS publishes, and codes of nobody."""

from wres_excel.codes import load_code_book
from wres_excel.collation.codes import form_of


def test_each_published_example_of_a_code_has_the_form_of_its_kind() -> None:
    examples = {
        "RH8": "NHS trust",
        "G6V2S": "NHS trust",
        "TAK": "care trust",
        "QWO": "integrated care board",
        "12A": "clinical commissioning group",
        "0AA": "commissioning support unit",
        "NV7": "independent sector healthcare provider",
        "8HA03": "non-NHS organisation",
        "Y63": "NHS England region",
        "X24": "other statutory authority",
        "T1150": "special health authority",
        "RH802": "site of an NHS trust",
        "NDA07": "organisation of another kind",
    }
    book = load_code_book()
    assert {code: getattr(form_of(code, book), "kind", None) for code in examples} == examples


def test_words_years_and_lower_case_have_no_form() -> None:
    book = load_code_book()
    assert [form_of(text, book) for text in ("TRUST", "2019", "rxy", "R", "RXY-1", "")] == [
        None
    ] * 6


def test_every_default_code_of_the_data_dictionary_is_a_placeholder() -> None:
    codes = {"89999", "89997", "X98", "Q99", "X99998", "X99999", "R9998", "XMD00"}
    assert codes <= load_code_book().placeholders.keys()


def test_regions_and_columns_are_known() -> None:
    book = load_code_book()
    assert (len(book.regions), book.regions["Y61"]) == (7, "East of England")
    assert set(book.columns.values()) == {
        "code", "name", "region", "type", "contract_value", "due", "received",
    }  # fmt: skip
