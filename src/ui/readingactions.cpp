// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/readingactions.h"

#include "core/deliver.h"
#include "core/logging.h"
#include "ui/articlepane.h"
#include "ui/errortext.h"
#include "ui/filename.h"
#include "ui/linkopener.h"
#include "ui/readerstyledialog.h"
#include "ui/readerstylememory.h"
#include "ui/speaker.h"
#include "ui/toast.h"
#include "web/pageengine.h"

#include <QAction>
#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QSize>
#include <QTextDocumentFragment>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

constexpr double zoomStep = 1.1;
constexpr int sizeStep = 1; ///< CSS pixels
constexpr QSize styleDialogMargin(24, 100); ///< to the window's side and top

} // namespace

ReadingActions::ReadingActions(const Parts &parts, QWidget &window)
    : QObject(&window), m_parts(parts), m_window(window), m_style(loadReaderStyle(parts.settings))
{
    m_parts.engine.setReaderStyle(m_style);
    m_parts.engine.setReaderWords({tr("%1 min"), tr("Contents"), tr("Copy"), tr("Copied")});
    connect(&m_parts.readerView, &QAction::triggered, this, [this](bool isChecked) {
        // The view follows when it is there; until then the action says what is in sight.
        m_parts.pane.setReaderView(isChecked);
        update();
    });
    connect(&m_parts.readerStyle, &QAction::triggered, this, &ReadingActions::showStyleDialog);
    connect(&m_parts.zoomIn, &QAction::triggered, this, [this] { stepZoom(1); });
    connect(&m_parts.zoomOut, &QAction::triggered, this, [this] { stepZoom(-1); });
    connect(&m_parts.zoomReset, &QAction::triggered, this, [this] { stepZoom(0); });
    connect(&m_parts.copyQuote, &QAction::triggered, this, &ReadingActions::copyQuote);
    connect(&m_parts.openPassage, &QAction::triggered, this, &ReadingActions::openPassage);
    connect(&m_parts.print, &QAction::triggered, this, &ReadingActions::print);
    connect(&m_parts.savePdf, &QAction::triggered, this, &ReadingActions::choosePdf);
    connect(&m_parts.speak, &QAction::triggered, this, [this](bool isChecked) {
        m_spoken.clear();
        m_parts.speaker.stop();
        if (isChecked)
            speak();
        update();
    });
    connect(&m_parts.pane.page(), &ArticleView::zoomRequested, this, &ReadingActions::stepZoom);
}

void ReadingActions::update()
{
    const bool hasPage = !m_parts.pane.isEmpty();
    m_parts.readerView.setEnabled(m_parts.pane.hasViews());
    m_parts.readerView.setChecked(m_parts.pane.isInReaderView());
    for (QAction *action : {&m_parts.zoomIn, &m_parts.zoomOut, &m_parts.zoomReset, &m_parts.print,
                            &m_parts.savePdf, &m_parts.copyQuote})
        action->setEnabled(hasPage);
    m_parts.openPassage.setEnabled(m_parts.pane.hasViews());
    // Another article is before the reader: the voice does not go on with the one before.
    if (!m_spoken.isEmpty() && m_spoken != m_parts.pane.articleUrl())
        m_parts.speaker.stop();
    m_parts.speak.setEnabled(hasPage);
    m_parts.speak.setChecked(!m_spoken.isEmpty());
}

void ReadingActions::stepZoom(int steps)
{
    if (m_parts.pane.isInReaderView()) {
        ReaderStyle style = m_style;
        style.size = steps == 0 ? ReaderStyle().size : style.size + steps * sizeStep;
        setStyle(style);
        return;
    }
    const double zoom = m_parts.pane.page().zoom();
    m_parts.pane.setZoom(steps == 0 ? 1.0 : steps > 0 ? zoom * zoomStep : zoom / zoomStep);
}

void ReadingActions::setStyle(const ReaderStyle &style)
{
    m_style = clamped(style);
    m_parts.engine.setReaderStyle(m_style);
    saveReaderStyle(m_parts.settings, m_style);
    if (m_styleDialog)
        m_styleDialog->setStyle(m_style);
}

void ReadingActions::showStyleDialog()
{
    if (!m_styleDialog) {
        m_styleDialog = new ReaderStyleDialog(m_style, &m_window);
        connect(m_styleDialog, &ReaderStyleDialog::styleChanged, this, &ReadingActions::setStyle);
        // What it changes is in the middle, so it keeps to the edge.
        m_styleDialog->adjustSize();
        const bool isMirrored = m_window.layoutDirection() == Qt::RightToLeft;
        const int left = isMirrored
            ? styleDialogMargin.width()
            : m_window.width() - m_styleDialog->width() - styleDialogMargin.width();
        m_styleDialog->move(m_window.mapToGlobal(QPoint(left, styleDialogMargin.height())));
    }
    m_styleDialog->show();
    m_styleDialog->raise();
    m_styleDialog->activateWindow();
}

void ReadingActions::withSelection(const std::function<void(const PassageQuote &)> &handle)
{
    deliver(m_parts.pane.page().selectedPassage(), this,
            [this, handle](const PassageQuote &passage) {
                if (passage.text.isEmpty())
                    m_parts.toast.announce(tr("Mark a passage on the page first."));
                else
                    handle(passage);
            });
}

void ReadingActions::copyQuote()
{
    // With its lines, which the passage in the page's text does not have.
    const QString text = m_parts.pane.page().selectedText();
    withSelection([this, text](const PassageQuote &passage) {
        const PassageQuote whole{text.isEmpty() ? passage.text : text, passage.prefix,
                                 passage.suffix};
        QGuiApplication::clipboard()->setText(
            markdownQuote(whole, m_parts.pane.title(), m_parts.pane.address()));
        m_parts.toast.announce(tr("Copied as a quote in Markdown"));
    });
}

void ReadingActions::openPassage()
{
    withSelection([this](const PassageQuote &passage) {
        m_parts.links.open(passageAddress(m_parts.pane.address(), passage));
    });
}

void ReadingActions::speak()
{
    m_spoken = m_parts.pane.articleUrl();
    const QString selected = m_parts.pane.page().selectedText();
    if (!selected.isEmpty()) {
        say(selected, {});
        return;
    }
    deliver(m_parts.pane.page().extract(), this,
            [this, url = m_spoken](const Result<ExtractedArticle> &article) {
                if (m_spoken != url)
                    return; // stopped, or on with another
                if (!article) {
                    m_spoken.clear();
                    m_parts.toast.announce(tr("No article was found on this page to read aloud."));
                    update();
                    return;
                }
                const QString text =
                    QTextDocumentFragment::fromHtml(article->content).toPlainText();
                say(article->title + u'\n' + text, article->language);
            });
}

void ReadingActions::say(const QString &text, const QString &language)
{
    QStringList paragraphs;
    for (const QString &line : text.split(u'\n', Qt::SkipEmptyParts)) {
        // What stands for a picture in it is not for ears.
        const QString words = QString(line).remove(QChar::ObjectReplacementCharacter).simplified();
        if (!words.isEmpty())
            paragraphs.append(words);
    }
    m_parts.speaker.say(paragraphs, language, [this](const Result<void> &outcome) {
        m_spoken.clear();
        if (!outcome) {
            qCWarning(logUi).noquote() << "Not read aloud:" << describe(outcome.error());
            m_parts.toast.announce(outcome.error().code == ErrorCode::NotFound
                                       ? tr("Nothing on this desktop can read aloud. The packages "
                                            "for that are named in the Guide.")
                                       : tr("Reading aloud stopped: the voice failed."));
        }
        update();
    });
}

void ReadingActions::print()
{
    deliver(m_parts.pane.page().print(), this, [this](const Result<bool> &isPrinted) {
        if (!isPrinted)
            m_parts.toast.announce(tr("This page could not be printed."));
    });
}

void ReadingActions::choosePdf()
{
    auto *dialog = new QFileDialog(&m_window, tr("Save as PDF"));
    dialog->setObjectName(u"savePdfDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"pdf"_s);
    dialog->setNameFilters({tr("PDF files (*.pdf)"), tr("All files (*)")});
    dialog->selectFile(fileNameFor(m_parts.pane.title(), u".pdf"_s));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        deliver(m_parts.pane.page().savePdf(path), this, [this, path](const Result<void> &saved) {
            const QString name = QFileInfo(path).fileName();
            m_parts.toast.announce(saved ? tr("Saved as %1.").arg(name)
                                         : fileErrorText(name, saved.error()));
        });
    });
    dialog->open();
}

} // namespace lectern
