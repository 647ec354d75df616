// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

#include <utility>

namespace lectern {

/// The first line and the headers of an answer.
struct AnswerHead
{
    int status = 0;
    bool isHttp10 = false;
    QList<std::pair<QByteArray, QByteArray>> headers; ///< names in lower case

    /// Of the header with this name (in lower case); of several, joined with ", ". Empty: none.
    [[nodiscard]] QByteArray value(QByteArrayView name) const;
};

/// Reads one HTTP/1 answer to a GET as it comes in (RFC 9112), and tells a whole one from one that
/// was cut. Pure: bytes in, head and body out. Lenient where servers are careless and nothing
/// depends on it (line ends, lines that are no headers), strict about where a body ends. Answers
/// 1xx are passed over. What it keeps is bounded: everything but the body together at
/// maximumHeadSize.
class AnswerReader final
{
public:
    static constexpr qsizetype maximumHeadSize = 128 * 1024;

    enum class State {
        Head, ///< it has not come whole
        Body,
        Whole,
        Broken, ///< problem() says why; nothing more can be read
    };

    /// The next bytes. Appends what they have of the body, its framing undone.
    State read(QByteArrayView bytes, QByteArray &body);
    /// There will be no more: Whole, if that is how this answer ends, else Broken.
    State close();

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const AnswerHead &head() const { return m_head; }
    [[nodiscard]] QString problem() const { return m_problem; } ///< English
    /// Broken because of what came, not because of what is missing.
    [[nodiscard]] bool isMalformed() const { return m_isMalformed; }
    /// Whether another question may be asked on the same connection. Only once it is Whole.
    [[nodiscard]] bool mayKeepConnection() const;

private:
    enum class Framing { None, Length, Chunks, UntilClosed };
    enum class ChunkPart { Size, Bytes, End, Trailer };

    [[nodiscard]] bool takeLine(QByteArrayView &bytes);
    void readHeadLine();
    void endHead();
    void readChunks(QByteArrayView &bytes, QByteArray &body);
    void readChunkLine();
    void breakOff(const QString &problem);

    State m_state = State::Head;
    AnswerHead m_head;
    Framing m_framing = Framing::UntilClosed;
    ChunkPart m_chunkPart = ChunkPart::Size;
    qint64 m_left = 0; ///< of the body, or of the chunk
    QByteArray m_line; ///< as far as it has come
    qsizetype m_headSize = 0; ///< all lines together
    bool m_hasStatus = false;
    bool m_hasTooMuch = false; ///< bytes came after the end
    bool m_isMalformed = false;
    QString m_problem;
};

} // namespace lectern
