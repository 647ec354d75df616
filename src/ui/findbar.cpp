// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/findbar.h"

#include "ui/lineicon.h"
#include "ui_findbar.h"

#include <QKeyEvent>

using namespace Qt::StringLiterals;

namespace lectern {

FindBar::FindBar(QWidget *parent) : QWidget(parent), m_form(std::make_unique<Ui::FindBar>())
{
    m_form->setupUi(this);
    setAutoFillBackground(true);
    m_form->findPreviousButton->setIcon(lineIcon(u"chevron-left"_s));
    m_form->findNextButton->setIcon(lineIcon(u"chevron-right"_s));
    m_form->findCloseButton->setIcon(lineIcon(u"close"_s));
    m_form->findLineEdit->installEventFilter(this);
    connect(m_form->findLineEdit, &QLineEdit::textChanged, this, [this](const QString &text) {
        if (text.isEmpty())
            m_form->findCountLabel->clear();
        emit textChanged(text);
    });
    connect(m_form->findNextButton, &QToolButton::clicked, this, &FindBar::nextRequested);
    connect(m_form->findPreviousButton, &QToolButton::clicked, this, &FindBar::previousRequested);
    connect(m_form->findCloseButton, &QToolButton::clicked, this, &FindBar::end);
    hide();
}

FindBar::~FindBar() = default;

void FindBar::start(const QString &suggestion)
{
    show();
    const QString line = suggestion.simplified();
    if (!line.isEmpty())
        m_form->findLineEdit->setText(line);
    else if (!text().isEmpty())
        emit textChanged(text());
    m_form->findLineEdit->selectAll();
    m_form->findLineEdit->setFocus(Qt::ShortcutFocusReason);
}

void FindBar::end()
{
    hide();
    m_form->findCountLabel->clear();
    emit textChanged({});
    emit ended();
}

QString FindBar::text() const
{
    return m_form->findLineEdit->text();
}

void FindBar::showResult(int current, int total)
{
    if (text().isEmpty())
        m_form->findCountLabel->clear();
    else if (total == 0)
        m_form->findCountLabel->setText(tr("No match"));
    else
        m_form->findCountLabel->setText(tr("%1 of %2").arg(current).arg(total));
}

bool FindBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<const QKeyEvent *>(event);
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            if (key->modifiers().testFlag(Qt::ShiftModifier))
                emit previousRequested();
            else
                emit nextRequested();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace lectern
