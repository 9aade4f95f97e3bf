"""Names of the months, in the forms that stand in printed dates of the big languages of news (with case endings).

No word here means one month in one language and another in the next (Croatian and Czech, where it would, are left out),
so a date can be read before its language is known.
"""

ENGLISH = (
    "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
    "september sept sep", "october oct", "november nov", "december dec",
)  # fmt: skip
OTHERS = (
    "enero janvier janeiro gennaio januar januari января янв січня stycznia ocak يناير जनवरी",
    "febrero février fevrier fevereiro febbraio februar februari февраля фев лютого lutego şubat فبراير फ़रवरी फरवरी",
    "marzo mars março märz maart maret марта мар березня marca mart مارس मार्च",
    "abril avril aprile апреля апр квітня kwietnia nisan أبريل ابريل अप्रैल",
    "mayo mai maio maggio mei мая травня maja mayıs مايو मई",
    "junio juin junho giugno juni июня июн червня czerwca haziran يونيو जून",
    "julio juillet julho luglio juli июля июл липня lipca temmuz يوليو जुलाई",
    "agosto août aout augustus agustus августа авг серпня sierpnia ağustos أغسطس اغسطس अगस्त",
    "septiembre septembre setembro settembre сентября сен вересня września eylül سبتمبر सितंबर",
    "octubre octobre outubro ottobre oktober октября окт жовтня października ekim أكتوبر اكتوبر अक्टूबर",
    "noviembre novembre novembro ноября ноя листопада listopada kasım نوفمبر नवंबर",
    "diciembre décembre decembre dezembro dicembre dezember desember декабря дек грудня grudnia aralık ديسمبر दिसंबर",
)


def _numbered(names: tuple[str, ...]) -> dict[str, int]:
    return {name: number for number, line in enumerate(names, start=1) for name in line.split()}


MONTHS = _numbered(ENGLISH)
OTHER_MONTHS = _numbered(OTHERS)
