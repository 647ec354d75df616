// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pageerrorpane.h"

#include "ui/errortext.h"
#include "ui/lineicon.h"
#include "ui/theme.h"
#include "ui_pageerrorpane.h"
#include "web/navigationpolicy.h"

#include <QEvent>
#include <QGuiApplication>

namespace lectern {

namespace {

constexpr int iconSize = 52;
constexpr int textWidth = 470;

QFont enlarged(QFont font, double factor, QFont::Weight weight)
{
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() * factor);
    font.setWeight(weight);
    return font;
}

} // namespace

PageErrorPane::PageErrorPane(QWidget *parent)
    : QWidget(parent), m_form(std::make_unique<Ui::PageErrorPane>())
{
    m_form->setupUi(this);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    m_form->pageErrorTitleLabel->setFont(enlarged(font(), 1.55, QFont::Bold));
    m_form->pageErrorPostTitleLabel->setFont(enlarged(font(), 1.0, QFont::DemiBold));
    m_form->pageErrorPostFrame->setMaximumWidth(textWidth);
    m_form->pageErrorPostFrame->setFrameShape(QFrame::StyledPanel);
    m_form->pageErrorPostFrame->setBackgroundRole(QPalette::Window);
    m_form->pageErrorPostFrame->setAutoFillBackground(true);
    connect(m_form->tryAgainButton, &QPushButton::clicked, this, &PageErrorPane::retryRequested);
    connect(m_form->errorOpenInBrowserButton, &QPushButton::clicked, this,
            &PageErrorPane::browserRequested);
}

PageErrorPane::~PageErrorPane() = default;

void PageErrorPane::showError(const PageError &error, const QString &postTitle,
                              const QString &postSummary)
{
    const ErrorText text = pageErrorText(error);
    m_iconName = text.iconName;
    m_form->pageErrorTitleLabel->setText(text.title);
    m_form->pageErrorTextLabel->setText(text.text);
    m_form->pageErrorDetailLabel->setText(error.detail);

    const bool isCrash =
        error.problem == PageProblem::Crashed || error.problem == PageProblem::OutOfMemory;
    m_form->tryAgainButton->setText(isCrash ? tr("&Reload") : tr("&Try again"));
    m_form->tryAgainButton->setVisible(error.problem != PageProblem::AddressRefused
                                       && error.problem != PageProblem::NotAnArticle);
    m_form->errorOpenInBrowserButton->setVisible(externalVerdict(error.url)
                                                 == ExternalVerdict::Open);
    QPushButton *first = m_form->tryAgainButton;
    if (first->isHidden())
        first = m_form->errorOpenInBrowserButton;
    setFocusProxy(first->isHidden() ? nullptr : first);

    m_form->pageErrorPostFrame->setVisible(!postTitle.isEmpty() || !postSummary.isEmpty());
    m_form->pageErrorPostTitleLabel->setText(postTitle);
    m_form->pageErrorPostTitleLabel->setVisible(!postTitle.isEmpty());
    m_form->pageErrorPostSummaryLabel->setText(postSummary);
    m_form->pageErrorPostSummaryLabel->setVisible(!postSummary.isEmpty());
    drawIcon();
}

void PageErrorPane::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        drawIcon();
    QWidget::changeEvent(event);
}

void PageErrorPane::drawIcon()
{
    if (m_iconName.isEmpty())
        return;
    const QColor color = Theme::of(QGuiApplication::palette()).secondary;
    m_form->pageErrorIconLabel->setPixmap(
        lineIconPixmap(m_iconName, color, iconSize, devicePixelRatioF()));
}

} // namespace lectern
