// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/newsnotices.h"

#include "core/logging.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QGuiApplication>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

constexpr auto service = "org.freedesktop.Notifications"_L1;
constexpr auto path = "/org/freedesktop/Notifications"_L1;
constexpr auto interface = "org.freedesktop.Notifications"_L1;
const QString clicked = u"default"_s;

/// More names make no sentence.
constexpr qsizetype mostNamed = 3;

} // namespace

NewsNotices::NewsNotices(const QDBusConnection &bus, QObject *parent) : QObject(parent), m_bus(bus)
{
    if (!m_bus.isConnected())
        return;
    m_bus.connect(service, path, interface, u"ActionInvoked"_s, this,
                  SLOT(actionInvoked(uint, QString)));
    m_bus.connect(service, path, interface, u"NotificationClosed"_s, this,
                  SLOT(noticeClosed(uint, uint)));
}

void NewsNotices::tell(const QList<FeedOutcome> &news)
{
    if (news.isEmpty() || !m_bus.isConnected())
        return;
    QDBusMessage call = QDBusMessage::createMethodCall(service, path, interface, u"Notify"_s);
    // The sentence is the summary, which no server takes for markup, as some do with the body.
    call.setArguments({QCoreApplication::applicationName(), uint(0),
                       QGuiApplication::desktopFileName(), sentenceOf(news), QString(),
                       QStringList{clicked, tr("Show")},
                       QVariantMap{{u"desktop-entry"_s, QGuiApplication::desktopFileName()}}, -1});
    auto *answer = new QDBusPendingCallWatcher(m_bus.asyncCall(call), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this,
            [this, answer, source = news.constFirst().source] {
                answer->deleteLater();
                const QDBusPendingReply<uint> reply = *answer;
                if (reply.isValid())
                    m_shown.insert(reply.value(), source);
                else
                    qCInfo(logApp) << "No notification was shown:" << reply.error().name();
            });
}

QString NewsNotices::sentenceOf(const QList<FeedOutcome> &news)
{
    int added = 0;
    QStringList names;
    for (const FeedOutcome &outcome : news) {
        added += outcome.added;
        if (!names.contains(outcome.title))
            names.append(outcome.title);
    }
    if (names.size() > mostNamed)
        return tr("%n new from %1 and other sources", nullptr, added)
            .arg(names.sliced(0, mostNamed).join(tr(", ", "between names of sources")));
    if (names.size() == 1)
        return tr("%n new from %1", nullptr, added).arg(names.constFirst());
    const QString last = names.takeLast();
    return tr("%n new from %1 and %2", nullptr, added)
        .arg(names.join(tr(", ", "between names of sources")), last);
}

void NewsNotices::actionInvoked(uint notice, const QString &action)
{
    if (action == clicked && m_shown.contains(notice))
        emit sourceRequested(m_shown.value(notice));
}

void NewsNotices::noticeClosed(uint notice, uint /*reason*/)
{
    m_shown.remove(notice);
}

} // namespace lectern
