"""Labels as the authors of forms without data item numbers spell them."""

from .items import Item

SPELT = {
    "Under Band 1": "Under  Band 1",
    "Band 1": "Band\u00a01",
    "Band 2": "Band 2 ",
    "Band 3": "AfC Band 3",
    "Band 5": "Band\u00a05",
    "Band 6": "BAND 6",
    "Band 7": " Band 7",
    "Band 8A": "8a",
    "Band 8B": "Band 8 - Range B",
    "Band 8C": "Band 8c",
    "Band 8D": "Band 8 \u2013 Range D",
    "VSM": "Very Senior Manager (VSM)",
    "Consultants": "Consultants ",
    "of which senior medical manager": "- of which Senior Medical Manager",
    "Non-consultant career grade": "Non Consultant\nCareer Grade",
    "Number of shortlisted applicants": "Number of shortlisted\napplicants",
    "Number appointed from shortlisting": "Number appointed from\u00a0shortlisting",
    "Number of staff in workforce": "Number of staff in workforce ",
    "Number of staff accessing non-mandatory training and CPD": (
        "Number of staff accessing non mandatory training and CPD:"
    ),
    "Total Board members": "Total board members",
    "of which: Voting Board members": "of which:\nVoting Board members",
    "of which: Non Voting Board members": "of which: Non-voting board members",
    "of which: Exec Board members": "of which: Executive Board members",
}


def spelt(item: Item) -> str:
    """Return the item's label as such a form spells it."""
    return SPELT.get(item.label, item.label)
