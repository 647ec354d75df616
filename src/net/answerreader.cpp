// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/answerreader.h"

#include <algorithm>
#include <optional>
#include <utility>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

/// Digits of the base and nothing else, that fit.
std::optional<qint64> number(const QByteArray &text, int base)
{
    bool isNumber = false;
    const qint64 value = text.toLongLong(&isNumber, base);
    if (!isNumber || value < 0 || text.startsWith('+') || text.contains('x') || text.contains('X'))
        return {};
    return value;
}

/// Whether a list like "gzip, chunked" has the token.
bool hasToken(const QByteArray &list, QByteArrayView token)
{
    const QList<QByteArray> elements = list.split(',');
    return std::any_of(elements.cbegin(), elements.cend(), [&](const QByteArray &element) {
        return element.trimmed().compare(token, Qt::CaseInsensitive) == 0;
    });
}

} // namespace

QByteArray AnswerHead::value(QByteArrayView name) const
{
    QByteArray joined;
    bool isFirst = true;
    for (const auto &[header, value] : headers) {
        if (header != name)
            continue;
        if (!isFirst)
            joined += ", ";
        joined += value;
        isFirst = false;
    }
    return joined;
}

AnswerReader::State AnswerReader::read(QByteArrayView bytes, QByteArray &body)
{
    while (m_state == State::Head && takeLine(bytes))
        readHeadLine();
    if (m_state == State::Body) {
        if (m_framing == Framing::Chunks) {
            readChunks(bytes, body);
        } else {
            const bool isAll = m_framing == Framing::UntilClosed || bytes.size() <= m_left;
            const QByteArrayView part = isAll ? bytes : bytes.first(m_left);
            body.append(part);
            bytes = bytes.sliced(part.size());
            if (m_framing == Framing::Length) {
                m_left -= part.size();
                if (m_left == 0)
                    m_state = State::Whole;
            }
        }
    }
    if (m_state == State::Whole && !bytes.isEmpty())
        m_hasTooMuch = true;
    return m_state;
}

AnswerReader::State AnswerReader::close()
{
    if (m_state == State::Body && m_framing == Framing::UntilClosed) {
        m_state = State::Whole;
    } else if (m_state == State::Head || m_state == State::Body) {
        m_problem = m_state == State::Head ? u"closed without an answer"_s
                                           : u"closed in the middle of the answer"_s;
        m_state = State::Broken;
    }
    return m_state;
}

bool AnswerReader::mayKeepConnection() const
{
    if (m_state != State::Whole || m_framing == Framing::UntilClosed || m_hasTooMuch)
        return false;
    const QByteArray connection = m_head.value("connection");
    return m_head.isHttp10 ? hasToken(connection, "keep-alive") : !hasToken(connection, "close");
}

/// Moves bytes to m_line up to a line's end; false: there are too few, or too many.
bool AnswerReader::takeLine(QByteArrayView &bytes)
{
    const qsizetype end = bytes.indexOf('\n');
    const qsizetype size = end < 0 ? bytes.size() : end + 1;
    m_headSize += size;
    if (m_headSize > maximumHeadSize) {
        breakOff(u"headers without end"_s);
        return false;
    }
    m_line += bytes.first(size);
    bytes = bytes.sliced(size);
    if (end < 0)
        return false;
    m_line.chop(m_line.endsWith("\r\n") ? 2 : 1);
    return true;
}

void AnswerReader::readHeadLine()
{
    const QByteArray line = std::exchange(m_line, {});
    if (!m_hasStatus) {
        if (line.isEmpty())
            return; // left over from the answer before
        constexpr qsizetype versionSize = 8; // HTTP/1.1
        const QByteArray version = line.left(versionSize);
        const auto status = number(line.mid(versionSize + 1, 3), 10);
        if ((version != "HTTP/1.1" && version != "HTTP/1.0") || !status || *status < 100) {
            breakOff(u"not an answer of HTTP/1"_s);
            return;
        }
        m_hasStatus = true;
        m_head.isHttp10 = version == "HTTP/1.0";
        m_head.status = static_cast<int>(*status);
        return;
    }
    if (line.isEmpty()) {
        endHead();
        return;
    }
    if ((line.startsWith(' ') || line.startsWith('\t')) && !m_head.headers.isEmpty()) {
        m_head.headers.last().second += ' ' + line.trimmed(); // folded, as it was done once
        return;
    }
    const qsizetype colon = line.indexOf(':');
    if (colon > 0)
        m_head.headers.append(
            {line.left(colon).trimmed().toLower(), line.mid(colon + 1).trimmed()});
}

/// Says how the body is framed (RFC 9112 section 6.3).
void AnswerReader::endHead()
{
    if (m_head.status < 200) {
        if (m_head.status == 101) {
            breakOff(u"another protocol"_s);
            return;
        }
        m_head = {};
        m_hasStatus = false;
        return;
    }
    m_state = State::Body;
    const QByteArray length = m_head.value("content-length");
    if (m_head.status == 204 || m_head.status == 304) {
        m_framing = Framing::None;
        m_state = State::Whole;
    } else if (hasToken(m_head.value("transfer-encoding"), "chunked")) {
        m_framing = Framing::Chunks;
    } else if (!length.isEmpty()) {
        // The same number twice is one number.
        const QList<QByteArray> all = length.split(',');
        const QByteArray first = all.constFirst().trimmed();
        const auto bytes = number(first, 10);
        if (!bytes || std::any_of(all.cbegin(), all.cend(), [&](const QByteArray &other) {
                return other.trimmed() != first;
            })) {
            breakOff(u"no length: %1"_s.arg(QLatin1StringView(length.left(40))));
            return;
        }
        m_framing = Framing::Length;
        m_left = *bytes;
        if (m_left == 0)
            m_state = State::Whole;
    }
}

void AnswerReader::readChunks(QByteArrayView &bytes, QByteArray &body)
{
    while (m_state == State::Body && !bytes.isEmpty()) {
        if (m_chunkPart == ChunkPart::Bytes) {
            const QByteArrayView part = bytes.first(std::min<qint64>(bytes.size(), m_left));
            body.append(part);
            bytes = bytes.sliced(part.size());
            m_left -= part.size();
            if (m_left == 0)
                m_chunkPart = ChunkPart::End;
        } else if (takeLine(bytes)) {
            readChunkLine();
        }
    }
}

void AnswerReader::readChunkLine()
{
    const QByteArray line = std::exchange(m_line, {});
    switch (m_chunkPart) {
    case ChunkPart::Size: {
        m_headSize -= line.size(); // as many chunks as there are
        const qsizetype extension = line.indexOf(';');
        const auto size = number(line.left(extension < 0 ? line.size() : extension).trimmed(), 16);
        if (!size) {
            breakOff(u"no size of a chunk"_s);
            return;
        }
        m_left = *size;
        m_chunkPart = m_left > 0 ? ChunkPart::Bytes : ChunkPart::Trailer;
        break;
    }
    case ChunkPart::End:
        if (!line.isEmpty()) {
            breakOff(u"a chunk without an end"_s);
            return;
        }
        m_chunkPart = ChunkPart::Size;
        break;
    case ChunkPart::Trailer:
        if (line.isEmpty())
            m_state = State::Whole;
        break;
    case ChunkPart::Bytes:
        Q_UNREACHABLE();
    }
}

void AnswerReader::breakOff(const QString &problem)
{
    m_state = State::Broken;
    m_isMalformed = true;
    m_problem = problem;
}

} // namespace lectern
