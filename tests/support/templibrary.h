// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/locations.h"
#include "library/library.h"

#include <QTemporaryDir>
#include <QTest>

#include <functional>
#include <memory>

namespace lectern {

/// A library in a temporary folder that goes with it, and short ways to fill it. What it is asked
/// to do and can't fails the test that asked.
class TempLibrary final
{
    Q_DISABLE_COPY_MOVE(TempLibrary)

public:
    enum class State {
        Open, ///< and empty
        Unopened, ///< the test opens it itself
        Failed, ///< its file is none of ours, so that everything asked of it fails
    };

    explicit TempLibrary(State state = State::Open);

    /// Another object after whileClosed().
    [[nodiscard]] Library &library() { return *m_library; }
    [[nodiscard]] const Locations &locations() const { return m_locations; }

    /// Replaces the collection NAME (a source with the address file:///NAME).
    SourceId store(const QString &name, const QList<IncomingArticle> &articles);
    void remove(SourceId source);
    Bookmark keep(const QUrl &url);
    void unkeep(const QUrl &url);
    void setRead(const QUrl &url, bool isRead = true);
    /// Closes the library, acts, and asks for it to be opened again, which may fail.
    void whileClosed(const std::function<void()> &act);
    /// As the library has it; fails the test if it does not know the address.
    [[nodiscard]] Post postAt(const QUrl &url);
    [[nodiscard]] bool isKept(const QUrl &url);

    /// Waits without an event loop, so nothing else happens meanwhile.
    template <typename T>
    static T valueOf(QFuture<Result<T>> future)
    {
        future.waitForFinished();
        const Result<T> answer = future.result();
        if (!answer) {
            QTest::qFail(qPrintable(describe(answer.error())), __FILE__, __LINE__);
            return T();
        }
        if constexpr (!std::is_void_v<T>)
            return *answer;
    }

private:
    QTemporaryDir m_folder;
    Locations m_locations;
    std::unique_ptr<Library> m_library;
};

/// An article at https://posts.example/NAME with that title.
[[nodiscard]] IncomingArticle incomingPost(const QString &name, const QString &title,
                                           const QString &section = {});
/// The address of incomingPost(name).
[[nodiscard]] QUrl postUrl(const QString &name);

} // namespace lectern
