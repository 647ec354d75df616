// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/online/discoverpage.h"

#include "core/deliver.h"
#include "ctl/discovercommand.h"
#include "ctl/errorsentence.h"
#include "ctl/typedaddress.h"
#include "net/fetcher.h"

#include <QCoreApplication>
#include <QEventLoop>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

struct DiscoverTexts
{
    Q_DECLARE_TR_FUNCTIONS(lectern::DiscoverCommand)
};

} // namespace

Result<Answer> discoverOnline(Session &session)
{
    const QString &typed = session.call().operands.constFirst();
    const QUrl url = typedAddress(typed);
    if (url.isEmpty()) {
        return Answer::refusal(ExitCode::Malformed,
                               DiscoverTexts::tr("“%1” is not the address of a page.").arg(typed));
    }
    Fetcher::Settings settings;
    settings.userAgent = Fetcher::userAgent(QCoreApplication::applicationVersion());
    Fetcher fetcher(settings);
    FetchRequest request;
    request.url = url;
    request.accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    Result<Answer> answer = Answer();
    QEventLoop loop;
    const auto take = [&](const FetchResult &result) {
        if (result) {
            const auto base = session.call().value("base"_L1);
            answer =
                discoveryIn(result->body, base ? QUrl(*base, QUrl::StrictMode) : result->finalUrl,
                            QString::fromLatin1(result->contentType),
                            url.toDisplayString(QUrl::RemoveUserInfo));
        } else {
            answer = Answer::refusal(exitCodeOf(result.error().error),
                                     errorSentence(result.error().error, session.locations().data));
        }
        loop.quit();
    };
    deliver(fetcher.fetch(request, Urgency::Asked), &loop, take);
    loop.exec();
    return answer;
}

} // namespace lectern
