// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/welcomepane.h"

#include "ui/lineicon.h"
#include "ui/quietlabel.h"
#include "ui/theme.h"
#include "ui_welcomepane.h"

#include <QEvent>
#include <QKeySequence>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

constexpr int iconSize = 56;

} // namespace

WelcomePane::WelcomePane(QWidget *parent)
    : QWidget(parent), m_form(std::make_unique<Ui::WelcomePane>())
{
    m_form->setupUi(this);
    setFocusProxy(m_form->welcomeGuideButton);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    QFont large = font();
    if (large.pointSizeF() > 0)
        large.setPointSizeF(large.pointSizeF() * 1.55);
    large.setWeight(QFont::Bold);
    m_form->welcomeTitleLabel->setFont(large);

    const auto native = [](const QString &keys) {
        return QKeySequence(keys, QKeySequence::PortableText).toString(QKeySequence::NativeText);
    };
    addKeys({native(u"J"_s), native(u"K"_s)}, tr("next and previous post"));
    addKeys({native(u"Ctrl+D"_s)}, tr("bookmark it"));
    addKeys({native(u"Ctrl+Return"_s)}, tr("open it in your browser"));
    addKeys({native(u"/"_s)}, tr("search all posts"));
    connect(m_form->welcomeGuideButton, &QPushButton::clicked, this, &WelcomePane::guideRequested);
    drawIcon();
}

WelcomePane::~WelcomePane() = default;

void WelcomePane::addKeys(const QStringList &keys, const QString &meaning)
{
    auto *keysLabel = new QLabel(keys.join(u"  "_s), m_form->welcomeKeysWidget);
    keysLabel->setTextFormat(Qt::PlainText);
    keysLabel->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    keysLabel->setFont(bold);
    auto *meaningLabel = new QuietLabel(m_form->welcomeKeysWidget);
    meaningLabel->setText(meaning);
    m_form->welcomeKeysLayout->addRow(keysLabel, meaningLabel);
}

void WelcomePane::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        drawIcon();
    QWidget::changeEvent(event);
}

void WelcomePane::drawIcon()
{
    m_form->welcomeIconLabel->setPixmap(
        lineIconPixmap(u"book"_s, Theme::of(palette()).accent, iconSize, devicePixelRatioF()));
}

} // namespace lectern
