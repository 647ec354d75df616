// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "story.h"

#include "models/postlistmodel.h"
#include "ui/articlepane.h"
#include "ui/pageerrorpane.h"
#include "ui/postdelegate.h"
#include "ui/postlistview.h"
#include "ui/postpane.h"
#include "ui/toast.h"

#include <QAction>
#include <QLabel>
#include <QSettings>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lectern {

namespace {

/// How long a page may take on a busy machine; a test that needs it has failed.
constexpr int patience = 20'000;

} // namespace

Reader::Reader()
{
    QVERIFY(m_folder.isValid());
    setLoadingAhead(false);
}

void Reader::setLoadingAhead(bool isWanted)
{
    QSettings settings(Locations::under(m_folder.path()).settingsFile(), QSettings::IniFormat);
    settings.setValue("reading/loadAhead"_L1, isWanted);
}

void Reader::start(const QUrl &address, const QString &collectionFile)
{
    const auto desktop = [this](const QUrl &url) {
        m_handedOver.append(url);
        return m_hasBrowser;
    };
    m_application = std::make_unique<Application>(
        Application::Options{Locations::under(m_folder.path()), collectionFile, address},
        Application::Surroundings{desktop, 50ms});
    m_application->start();
    QVERIFY(QTest::qWaitForWindowExposed(&window()));
    window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window()));
}

void Reader::quit()
{
    window().close();
    m_application.reset();
}

PostListView &Reader::list()
{
    return window().postPane().list();
}

ArticlePane &Reader::article()
{
    return window().articlePane();
}

ArticleView &Reader::page()
{
    return article().page();
}

QStringList Reader::titles()
{
    QStringList titles;
    for (int row = 0; row < list().model()->rowCount(); ++row)
        titles.append(list().model()->index(row, 0).data(PostListModel::TitleRole).toString());
    return titles;
}

int Reader::rowOf(const QString &title)
{
    return static_cast<int>(titles().indexOf(title));
}

QAction &Reader::action(const char *name)
{
    auto *action = window().findChild<QAction *>(QLatin1StringView(name));
    Q_ASSERT(action != nullptr);
    return *action;
}

QString Reader::message()
{
    const auto *toast = window().findChild<Toast *>(u"toast"_s);
    return toast != nullptr && toast->isVisible() ? toast->message() : QString();
}

bool Reader::isKept(const QUrl &url)
{
    QFuture<Result<std::optional<Bookmark>>> answer = library().bookmarkAt(url);
    answer.waitForFinished();
    const Result<std::optional<Bookmark>> bookmark = answer.result();
    return bookmark && bookmark->has_value();
}

void Reader::press(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QWidget *focus = window().focusWidget();
    QTest::keyClick(focus != nullptr ? focus : &window(), key, modifiers);
}

void Reader::clickRow(int row, Qt::MouseButton button, Qt::KeyboardModifiers modifiers)
{
    const QModelIndex index = list().model()->index(row, 0);
    list().scrollTo(index);
    const QRect area = list().visualRect(index);
    QTest::mouseClick(list().viewport(), button, modifiers,
                      QPoint(area.left() + 60, area.bottom() - 12));
}

void Reader::clickStar(int row)
{
    const QModelIndex index = list().model()->index(row, 0);
    list().scrollTo(index);
    QStyleOptionViewItem option;
    option.initFrom(&list());
    option.font = list().font();
    option.rect = list().visualRect(index);
    const auto *delegate = qobject_cast<const PostDelegate *>(list().itemDelegate());
    QTest::mouseClick(list().viewport(), Qt::LeftButton, {},
                      delegate->starArea(option, index).center());
}

bool Reader::seesOnPage(const QString &words)
{
    // The page before may still be there when this begins, so it is asked again until it answers.
    QSignalSpy found(&page(), &ArticleView::found);
    const bool isThere = QTest::qWaitFor(
        [&] {
            if (!page().place() || page().isLoading())
                return false;
            found.clear();
            page().find(words, PageView::FindDirection::Forward);
            return found.wait(500) && found.constLast().at(1).toInt() > 0 && !page().isLoading();
        },
        patience);
    page().find({}, PageView::FindDirection::Forward);
    return isThere;
}

bool Reader::hasOnPage(const QString &words)
{
    QSignalSpy found(&page(), &ArticleView::found);
    page().find(words, PageView::FindDirection::Forward);
    const bool isThere = found.wait(patience) && found.constLast().at(1).toInt() > 0;
    page().find({}, PageView::FindDirection::Forward);
    return isThere;
}

bool Reader::seesError()
{
    auto *pane = window().findChild<PageErrorPane *>();
    return QTest::qWaitFor([pane] { return pane->isVisible(); }, patience);
}

QString Reader::errorTitle()
{
    return window().findChild<QLabel *>(u"pageErrorTitleLabel"_s)->text();
}

} // namespace lectern
