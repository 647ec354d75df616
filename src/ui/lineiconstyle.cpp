// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lineiconstyle.h"

#include "ui/lineicon.h"

using namespace Qt::StringLiterals;

namespace lectern {

QIcon LineIconStyle::standardIcon(StandardPixmap icon, const QStyleOption *option,
                                  const QWidget *widget) const
{
    switch (icon) {
    case SP_LineEditClearButton:
        return lineIcon(u"close"_s);
    case SP_ToolBarHorizontalExtensionButton:
        return lineIcon(u"chevron-right"_s);
    default:
        return QProxyStyle::standardIcon(icon, option, widget);
    }
}

int LineIconStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                             QStyleHintReturn *returned) const
{
    if (hint == SH_DialogButtonBox_ButtonsHaveIcons)
        return 0;
    return QProxyStyle::styleHint(hint, option, widget, returned);
}

} // namespace lectern
