"""Documents on paper: laid out by Qt with the bundled fonts, page by page, on a printer or as a PDF."""

from dataclasses import dataclass
from enum import Enum
from html import escape

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextDocument,
)

from clinic_app import __version__
from clinic_app.gui import fonts
from clinic_app.services.documents import Document, Row, Section, SectionStyle

_MARGIN_MM = 10.0
_FOOTER_POINTS = 16.0
_PDF_DPI = 600
_GRID_COLUMNS = 2


class PaperSize(Enum):
    """The paper that clinics have."""

    A5 = QPageSize.PageSizeId.A5
    A4 = QPageSize.PageSizeId.A4

    def layout(self) -> QPageLayout:
        """Upright, with margins that every printer manages."""
        return QPageLayout(
            QPageSize(self.value),
            QPageLayout.Orientation.Portrait,
            QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM),
            QPageLayout.Unit.Millimeter,
        )


@dataclass(frozen=True, slots=True)
class _TextSizes:
    body: float
    small: float
    strong: float
    title: float


_TEXT_SIZES = {PaperSize.A5: _TextSizes(8.5, 7.5, 10.5, 13), PaperSize.A4: _TextSizes(10.5, 8.5, 13, 16)}


def pdf_of(document: Document, paper: PaperSize) -> bytes:
    """The document as a PDF with its fonts embedded; no printer is needed."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_PDF_DPI)
    writer.setPageLayout(paper.layout())
    # No patient's name: titles show in window lists and in the print queue.
    writer.setTitle(document.title)
    writer.setCreator(f"clinic-app {__version__}")
    paint(document, paper, writer)
    buffer.close()
    return bytes(content.data())


def paint(document: Document, paper: PaperSize, device: QPagedPaintDevice) -> None:
    """Draw every page on `device`, whose page layout must be that of `paper`."""
    painter = QPainter(device)
    try:
        scale = device.logicalDpiY() / 72
        area = device.pageLayout().paintRectPixels(device.logicalDpiX())
        footer_height = _FOOTER_POINTS * scale
        body = QRectF(0, 0, area.width(), area.height() - footer_height)
        text = _laid_out(document, paper, device, body.size())
        count = text.pageCount()
        for number in range(1, count + 1):
            if number > 1:
                device.newPage()
            painter.save()
            painter.translate(0, -(number - 1) * body.height())
            text.drawContents(painter, body.translated(0, (number - 1) * body.height()))
            painter.restore()
            footer = QRectF(0, body.height(), area.width(), footer_height)
            _paint_footer(painter, footer, document, paper, number, count)
    finally:
        painter.end()


def _laid_out(
    document: Document, paper: PaperSize, device: QPagedPaintDevice, page_size: QSizeF
) -> QTextDocument:
    text = QTextDocument()
    text.setDocumentMargin(0)
    text.setDefaultFont(fonts.font(_TEXT_SIZES[paper].body))
    text.documentLayout().setPaintDevice(device)
    text.setHtml(html_of(document, paper))
    text.setPageSize(page_size)
    return text


def _paint_footer(
    painter: QPainter, area: QRectF, document: Document, paper: PaperSize, number: int, count: int
) -> None:
    painter.setFont(fonts.font(_TEXT_SIZES[paper].small))
    page = document.page_of.format(number=number, count=count)
    metrics = painter.fontMetrics()
    page_width = metrics.horizontalAdvance(page)
    left = metrics.elidedText(
        document.footer, Qt.TextElideMode.ElideRight, int(area.width() - page_width * 1.3)
    )
    painter.drawLine(area.topLeft(), area.topRight())
    bottom = Qt.AlignmentFlag.AlignBottom
    painter.drawText(area, bottom | Qt.AlignmentFlag.AlignLeft, left)
    painter.drawText(area, bottom | Qt.AlignmentFlag.AlignRight, page)


def html_of(document: Document, paper: PaperSize) -> str:
    """The document as HTML in the part of it that QTextDocument knows; everything typed is escaped."""
    sizes = _TEXT_SIZES[paper]
    head = "<br>".join(escape(line) for line in document.letterhead)
    parts = [
        '<table width="100%" cellspacing="0" cellpadding="0"><tr>'
        f'<td><span style="font-size:{sizes.strong}pt; font-weight:bold">{head}</span></td>'
        f'<td align="right"><span style="font-size:{sizes.title}pt; font-weight:bold">{escape(document.title)}'
        "</span></td></tr></table>"
        "<hr>"
    ]
    parts += [_section(section, sizes) for section in document.sections]
    if document.signature:
        # One line, so that a page can end before it but not inside it.
        line = f"{escape(document.signature)}: ________________"
        parts.append(f'<p align="right" style="margin:{_px(20)} 0 0 0">{line}</p>')
    return "".join(parts)


def _px(points: float) -> str:
    """A length for margins: QTextDocument knows them in pixels of 1/96 inch only and takes points for nothing."""
    return f"{points * 96 / 72:g}px"


def _section(section: Section, sizes: _TextSizes) -> str:
    boxed = section.style is SectionStyle.BOXED
    inside = _heading(section.heading, sizes, 0 if boxed else 4) if section.heading else ""
    if section.strong:
        inside += (
            f'<p style="margin:0; font-size:{sizes.strong}pt; font-weight:bold">{_lines(section.strong)}</p>'
        )
    if section.rows:
        inside += _grid(section.rows) if section.style is SectionStyle.GRID else _list(section.rows)
    inside += "".join(
        f'<p style="margin:{_px(1)} 0 0 0">{_lines(paragraph)}</p>' for paragraph in section.paragraphs
    )
    if boxed:
        margins = f"margin-top:{_px(4)}; margin-bottom:{_px(2)}"
        return (
            '<table width="100%" border="1" cellspacing="0" cellpadding="3"'
            f' style="border-style:solid; border-color:#000000; border-width:1; {margins}">'
            f"<tr><td>{inside}</td></tr></table>"
        )
    return f"<div>{inside}</div>"


def _heading(text: str, sizes: _TextSizes, above: float) -> str:
    return (
        f'<p style="margin:{_px(above)} 0 0 0; font-size:{sizes.body}pt; font-weight:bold">{escape(text)}</p>'
    )


def _list(rows: tuple[Row, ...]) -> str:
    return "".join(f'<p style="margin:0"><b>{_label(row)}</b> {_lines(row.value)}</p>' for row in rows)


def _grid(rows: tuple[Row, ...]) -> str:
    """Rows side by side: half a page of paper is saved on A5."""
    width = 100 // _GRID_COLUMNS
    lines = []
    for start in range(0, len(rows), _GRID_COLUMNS):
        cells = [
            f'<td width="{width}%"><b>{_label(row)}</b> {_lines(row.value)}</td>'
            for row in rows[start : start + _GRID_COLUMNS]
        ]
        cells += ["<td></td>"] * (_GRID_COLUMNS - len(cells))
        lines.append(f"<tr>{''.join(cells)}</tr>")
    # The table keeps the room below it: Qt drops what a heading wants above itself there.
    return (
        f'<table width="100%" cellspacing="0" cellpadding="0" style="margin-bottom:{_px(3)}">'
        f"{''.join(lines)}</table>"
    )


def _label(row: Row) -> str:
    return escape(row.label if row.label.endswith("?") else f"{row.label}:")


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
