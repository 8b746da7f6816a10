"""See a document as it will be printed, then print it or save it as a PDF."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo, QPrintPreviewWidget
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from clinic_app.gui import theme
from clinic_app.gui.actions import Shortcut, add_button_shortcut, add_shortcut
from clinic_app.gui.background import Background
from clinic_app.gui.printing import PaperSize, paint, pdf_of
from clinic_app.gui.widgets.notice import NoticeBar
from clinic_app.services.documents import Document, save_file


class PrintPreviewPage(QWidget):
    """Signals:
    printed(): the document left on paper or as a PDF.
    left(): back to where the user came from.
    """

    printed = Signal()
    left = Signal()

    def __init__(
        self, document: Document, background: Background, parent: QWidget | None = None, *, caution: str = ""
    ) -> None:
        """`caution` is said on the page from the beginning."""
        super().__init__(parent)
        self._document = document
        self._background = background
        # Whether the device that paints it is a real printer or none at all, the pages are the same.
        self._preview_printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
        self._preview_printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        self.paper = QComboBox(self)
        self.paper.setAccessibleName(self.tr("Paper size"))
        for size in PaperSize:
            self.paper.addItem(size.name, size)
        self.printer = QComboBox(self)
        self.printer.setAccessibleName(self.tr("Printer"))
        self.printer.addItems(QPrinterInfo.availablePrinterNames())
        self.printer.setCurrentText(QPrinterInfo.defaultPrinterName())
        self.print_button = QPushButton(self.tr("&Print"), self)
        self.save_button = QPushButton(self.tr("&Save as PDF…"), self)
        self.back_button = QPushButton(self.tr("&Back"), self)
        theme.make_primary(self.print_button)
        if self.printer.count() == 0:
            self.printer.addItem(self.tr("No printer is installed"))
            self.printer.setEnabled(False)
            self.print_button.setEnabled(False)
            self.print_button.setToolTip(self.tr("No printer is installed. Save a PDF."))
        self.notice = NoticeBar(self)
        self._preview_printer.setPageLayout(self.paper_size().layout())
        self.preview = QPrintPreviewWidget(self._preview_printer, self)
        self.preview.setAccessibleName(self.tr("Preview of the pages"))
        self.preview.paintRequested.connect(lambda printer: paint(self._document, self.paper_size(), printer))
        self._lay_out()
        if caution:
            self.notice.show_problem(caution)
        self.paper.currentIndexChanged.connect(self._change_paper)
        self.print_button.clicked.connect(self._print)
        self.save_button.clicked.connect(self._choose_file)
        self.back_button.clicked.connect(self.left)
        add_button_shortcut(self, Shortcut.PRINT, self.print_button)
        add_button_shortcut(self, Shortcut.SAVE_PDF, self.save_button)
        add_shortcut(self, Shortcut.BACK, self.left.emit)

    def title(self) -> str:
        """The name of the page."""
        return self.tr("Print: {document}").format(document=self._document.title)

    def paper_size(self) -> PaperSize:
        """The paper that is chosen."""
        return PaperSize(self.paper.currentData())

    def save_as(self, path: Path) -> None:
        """Save a PDF at `path`; trouble is told in the notice, and an older file then stays as it was."""
        content = pdf_of(self._document, self.paper_size())
        self._background.database(
            lambda: save_file(path, content),
            lambda _: self._saved(path),
            self.notice.show_error,
            owner=self,
        )

    def _lay_out(self) -> None:
        paper_label, printer_label = QLabel(self.tr("Paper si&ze"), self), QLabel(self.tr("P&rinter"), self)
        paper_label.setBuddy(self.paper)
        printer_label.setBuddy(self.printer)
        bar = QHBoxLayout()
        bar.addWidget(self.back_button)
        bar.addStretch()
        for widget in (paper_label, self.paper, printer_label, self.printer):
            bar.addWidget(widget)
        bar.addWidget(self.save_button)
        bar.addWidget(self.print_button)
        layout = QVBoxLayout(self)
        layout.addLayout(bar)
        layout.addWidget(self.notice)
        layout.addWidget(self.preview, stretch=1)
        self.setFocusProxy(self.print_button if self.print_button.isEnabled() else self.save_button)

    def _change_paper(self) -> None:
        self._preview_printer.setPageLayout(self.paper_size().layout())
        self.preview.updatePreview()

    def _print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPrinterName(self.printer.currentText())
        printer.setDocName(self._document.title)
        printer.setPageLayout(self.paper_size().layout())
        paint(self._document, self.paper_size(), printer)
        if printer.printerState() is QPrinter.PrinterState.Error:
            self.notice.show_problem(self.tr("The printer did not take the pages. Check it and try again."))
            return
        self.notice.show_information(self.tr("Sent to the printer."))
        self.printed.emit()

    def _choose_file(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self, self.tr("Save as PDF"), folder, self.tr("PDF files (*.pdf)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(f"{self._document.title}.pdf")
        for label, text in {
            QFileDialog.DialogLabel.Accept: self.tr("&Save"),
            QFileDialog.DialogLabel.Reject: self.tr("Cancel"),
            QFileDialog.DialogLabel.FileName: self.tr("File &name:"),
            QFileDialog.DialogLabel.FileType: self.tr("Kind of file:"),
            QFileDialog.DialogLabel.LookIn: self.tr("Folder:"),
        }.items():
            dialog.setLabelText(label, text)
        dialog.fileSelected.connect(lambda path: self.save_as(Path(path)))
        dialog.open()

    def _saved(self, path: Path) -> None:
        self.notice.show_information(
            self.tr(
                "Saved as {path}. This file is not encrypted: delete it when it is no longer needed."
            ).format(path=path)
        )
        self.printed.emit()
