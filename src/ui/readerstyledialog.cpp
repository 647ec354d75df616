// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/readerstyledialog.h"

#include "ui_readerstyledialog.h"

#include <QFontDatabase>
#include <QPushButton>

#include <utility>

namespace lectern {

namespace {

constexpr int lineHeightSteps = 10; ///< of the slider in one line

} // namespace

ReaderStyleDialog::ReaderStyleDialog(const ReaderStyle &style, QWidget *parent)
    : QDialog(parent), m_form(std::make_unique<Ui::ReaderStyleDialog>())
{
    m_form->setupUi(this);
    setAttribute(Qt::WA_DeleteOnClose);
    m_form->themeComboBox->addItem(tr("Like the desktop"), int(ReaderTheme::System));
    m_form->themeComboBox->addItem(tr("Light"), int(ReaderTheme::Light));
    m_form->themeComboBox->addItem(tr("Sepia"), int(ReaderTheme::Sepia));
    m_form->themeComboBox->addItem(tr("Dark"), int(ReaderTheme::Dark));
    addFamilies();
    m_form->sizeSlider->setRange(ReaderStyle::smallestSize, ReaderStyle::largestSize);
    m_form->lineWidthSlider->setRange(ReaderStyle::narrowestLine, ReaderStyle::widestLine);
    m_form->lineHeightSlider->setRange(qRound(ReaderStyle::closestLines * lineHeightSteps),
                                       qRound(ReaderStyle::widestLines * lineHeightSteps));
    setStyle(style);

    for (QComboBox *box : {m_form->themeComboBox, m_form->familyComboBox})
        connect(box, &QComboBox::currentIndexChanged, this, &ReaderStyleDialog::tellChange);
    for (QSlider *slider : {m_form->sizeSlider, m_form->lineWidthSlider, m_form->lineHeightSlider})
        connect(slider, &QSlider::valueChanged, this, &ReaderStyleDialog::tellChange);
    for (QCheckBox *box : {m_form->justifiedCheckBox, m_form->hyphenatedCheckBox})
        connect(box, &QCheckBox::toggled, this, &ReaderStyleDialog::tellChange);
    connect(m_form->readerStyleButtonBox, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_form->readerStyleButtonBox->button(QDialogButtonBox::RestoreDefaults),
            &QPushButton::clicked, this, [this] {
                setStyle({});
                tellChange();
            });
}

ReaderStyleDialog::~ReaderStyleDialog() = default;

void ReaderStyleDialog::addFamilies()
{
    m_form->familyComboBox->addItem(tr("Serif"), QString());
    m_form->familyComboBox->addItem(tr("Sans serif"), QString::fromLatin1(ReaderStyle::sans));
    m_form->familyComboBox->insertSeparator(m_form->familyComboBox->count());
    const QStringList families = QFontDatabase::families();
    for (const QString &family : families) {
        if (!QFontDatabase::isPrivateFamily(family))
            m_form->familyComboBox->addItem(family, family);
    }
}

ReaderStyle ReaderStyleDialog::style() const
{
    ReaderStyle style;
    style.theme = ReaderTheme(m_form->themeComboBox->currentData().toInt());
    style.family = m_form->familyComboBox->currentData().toString();
    style.size = m_form->sizeSlider->value();
    style.lineWidth = m_form->lineWidthSlider->value();
    style.lineHeight = double(m_form->lineHeightSlider->value()) / lineHeightSteps;
    style.isJustified = m_form->justifiedCheckBox->isChecked();
    style.isHyphenated = m_form->hyphenatedCheckBox->isChecked();
    return style;
}

void ReaderStyleDialog::setStyle(const ReaderStyle &style)
{
    m_isFilling = true;
    m_form->themeComboBox->setCurrentIndex(m_form->themeComboBox->findData(int(style.theme)));
    int family = m_form->familyComboBox->findData(style.family);
    if (family < 0) {
        // Not installed any more, perhaps for a while only.
        family = m_form->familyComboBox->count();
        m_form->familyComboBox->addItem(style.family, style.family);
    }
    m_form->familyComboBox->setCurrentIndex(family);
    m_form->sizeSlider->setValue(style.size);
    m_form->lineWidthSlider->setValue(style.lineWidth);
    m_form->lineHeightSlider->setValue(qRound(style.lineHeight * lineHeightSteps));
    m_form->justifiedCheckBox->setChecked(style.isJustified);
    m_form->hyphenatedCheckBox->setChecked(style.isHyphenated);
    m_isFilling = false;
    showValues();
}

void ReaderStyleDialog::tellChange()
{
    if (m_isFilling)
        return;
    showValues();
    emit styleChanged(style());
}

void ReaderStyleDialog::showValues()
{
    const ReaderStyle now = style();
    m_form->sizeValueLabel->setText(tr("%1 px").arg(locale().toString(now.size)));
    m_form->lineWidthValueLabel->setText(tr("%1 characters").arg(locale().toString(now.lineWidth)));
    m_form->lineHeightValueLabel->setText(
        tr("%1 lines").arg(locale().toString(now.lineHeight, 'f', 1)));
}

} // namespace lectern
