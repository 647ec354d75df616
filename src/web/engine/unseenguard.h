// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWebEngineUrlRequestInterceptor>

namespace lectern {

/// Holds a page that nobody sees to what its article is made of: no media, frames of other sites,
/// plug-ins, sockets, beacons, icons, and nothing on the off chance. In the GUI thread.
class UnseenGuard final : public QWebEngineUrlRequestInterceptor
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(UnseenGuard)

public:
    using QWebEngineUrlRequestInterceptor::QWebEngineUrlRequestInterceptor;

    void setOn(bool isOn) { m_isOn = isOn; }
    /// Whether media or frames were refused since this was asked last: a page in sight wants them.
    [[nodiscard]] bool takeHasRefused();

    void interceptRequest(QWebEngineUrlRequestInfo &info) override;

private:
    bool m_isOn = false;
    bool m_hasRefused = false;
};

} // namespace lectern
