// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/engine/pageprinting.h"

#include <QLocale>
#include <QPageLayout>
#include <QPrintDialog>
#include <QPrinter>
#include <QWebEnginePage>
#include <QWebEngineView>

namespace lectern {

namespace {

constexpr QMarginsF margins(18, 18, 18, 20); // mm

QPageLayout pageLayout()
{
    const bool usesLetter = QLocale::system().measurementSystem() == QLocale::ImperialUSSystem;
    return QPageLayout(QPageSize(usesLetter ? QPageSize::Letter : QPageSize::A4),
                       QPageLayout::Portrait, margins, QPageLayout::Millimeter);
}

} // namespace

void makePdf(QWebEnginePage &page, const PdfReply &reply)
{
    page.printToPdf([reply](const QByteArray &pdf) { reply(pdf); }, pageLayout());
}

void printPage(QWebEngineView &view, QWidget &window, const PrintReply &reply)
{
    // The engine prints in its own time, and needs the printer until then.
    const auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
    printer->setPageMargins(margins, QPageLayout::Millimeter);
    auto *dialog = new QPrintDialog(printer.get(), &window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QPrintDialog::rejected, &view,
                     [reply] { reply(PrintOutcome::Cancelled); });
    QObject::connect(dialog, qOverload<QPrinter *>(&QPrintDialog::accepted), &view,
                     [&view, printer, reply] {
                         QObject::connect(
                             &view, &QWebEngineView::printFinished, &view,
                             [printer, reply](bool isPrinted) {
                                 reply(isPrinted ? PrintOutcome::Printed : PrintOutcome::Failed);
                             },
                             Qt::SingleShotConnection);
                         view.print(printer.get());
                     });
    dialog->open();
}

} // namespace lectern
