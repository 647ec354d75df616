// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notebar.h"

#include "ui/lineicon.h"
#include "ui_notebar.h"

using namespace Qt::StringLiterals;

namespace lectern {

NoteBar::NoteBar(QWidget *parent) : QWidget(parent), m_form(std::make_unique<Ui::NoteBar>())
{
    m_form->setupUi(this);
    setAutoFillBackground(true);
    m_form->noteCloseButton->setIcon(lineIcon(u"close"_s));
    connect(m_form->noteActButton, &QPushButton::clicked, this, [this] {
        const std::function<void()> act = m_act;
        clear();
        act();
    });
    connect(m_form->noteCloseButton, &QToolButton::clicked, this, &NoteBar::clear);
    hide();
}

NoteBar::~NoteBar() = default;

void NoteBar::tell(const QString &text, const QString &actText, const std::function<void()> &act)
{
    m_act = act;
    m_form->noteLabel->setText(text);
    m_form->noteActButton->setText(actText);
    m_form->noteActButton->setVisible(!actText.isEmpty());
    show();
}

void NoteBar::clear()
{
    hide();
    m_form->noteLabel->clear();
    m_act = {};
}

QString NoteBar::text() const
{
    return isHidden() ? QString() : m_form->noteLabel->text();
}

} // namespace lectern
