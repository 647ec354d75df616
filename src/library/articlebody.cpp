// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/articlebody.h"

#include <QtEndian>

namespace lectern {

namespace {

constexpr char plainMark = 0;
constexpr char deflatedMark = 1;
constexpr qsizetype lengthSize = sizeof(quint32);
// The quickest; higher levels make it a tenth smaller in thrice the time.
constexpr int deflateLevel = 1;

} // namespace

QByteArray packed(const ArticleBody &body)
{
    const QByteArray html = body.html.toUtf8();
    QByteArray plain(lengthSize, Qt::Uninitialized);
    qToBigEndian(quint32(html.size()), plain.data());
    plain += html;
    plain += body.text.toUtf8();
    const QByteArray deflated = qCompress(plain, deflateLevel);
    return deflated.size() < plain.size() ? deflatedMark + deflated : plainMark + plain;
}

ArticleBody unpacked(const QByteArray &bytes)
{
    if (bytes.isEmpty())
        return {};
    const QByteArray rest = bytes.sliced(1);
    const QByteArray plain = bytes.front() == deflatedMark ? qUncompress(rest) : rest;
    if (plain.size() < lengthSize)
        return {};
    const auto htmlSize = qsizetype(qFromBigEndian<quint32>(plain.constData()));
    if (htmlSize > plain.size() - lengthSize)
        return {};
    const QByteArrayView content = QByteArrayView(plain).sliced(lengthSize);
    return {QString::fromUtf8(content.first(htmlSize)),
            QString::fromUtf8(content.sliced(htmlSize))};
}

} // namespace lectern
