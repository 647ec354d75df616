// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/xmlevents.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lectern;

/// CDATA is read in another way than other text, to the same effect.
class TestXmlEvents final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cdata_isTheTextItIs_data();
    void cdata_isTheTextItIs();
    void notWellFormed_isToldAsWithoutCData_data();
    void notWellFormed_isToldAsWithoutCData();
};

namespace {

/// Writes down what it hears; neighbouring pieces of text are one.
class Notes final : public XmlListener
{
public:
    void startElement(const XmlName &name, const XmlAttributes &attributes) override
    {
        m_text += '<' + QByteArray(name.local);
        for (int i = 0; i < attributes.size(); ++i)
            m_text += ' ' + QByteArray(attributes.at(i).name.local) + '='
                + attributes.at(i).value.toByteArray();
        m_text += '>';
    }
    void endElement() override { m_text += "</>"; }
    void text(QByteArrayView piece) override { m_text += piece; }

    [[nodiscard]] QByteArray taken() const { return m_text; }

private:
    QByteArray m_text;
};

QByteArray withText(const QByteArray &first, const QByteArray &second)
{
    return "<a one=\"1 &amp; 2\"><b>" + first + "</b>\n<c/>" + second + "</a>";
}

QByteArray cdata(const QByteArray &text)
{
    return "<![CDATA[" + text + "]]>";
}

QByteArray escaped(QByteArray text)
{
    return text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
}

} // namespace

void TestXmlEvents::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
}

void TestXmlEvents::cdata_isTheTextItIs_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("markup") << "<p>One &amp; <i>two</i> &nbsp;</p>"_ba;
    QTest::newRow("brackets") << "a[b[1]]  ]]  >"_ba;
    QTest::newRow("line ends") << "one\ntwo\n\n\tthree"_ba;
    QTest::newRow("line ends of Windows") << "one\r\ntwo\r\n"_ba;
    QTest::newRow("line ends of old") << "one\rtwo\r"_ba;
    QTest::newRow("beyond ASCII") << QByteArray("ä € 日本 😀");
    QTest::newRow("long") << QByteArray("<p>ä & b</p>").repeated(5000);
    QTest::newRow("as long as a piece") << QByteArray(300, 'x');
}

void TestXmlEvents::cdata_isTheTextItIs()
{
    QFETCH(const QByteArray, text);
    Notes ofCData;
    QVERIFY(!parseXml(withText(cdata(text), "&lt;" + cdata(text)), XmlErrors::Stop, ofCData));
    Notes ofEscaped;
    QVERIFY(!parseXml(withText(escaped(text), "&lt;" + escaped(text)), XmlErrors::Stop, ofEscaped));
    QCOMPARE(ofCData.taken(), ofEscaped.taken());
}

void TestXmlEvents::notWellFormed_isToldAsWithoutCData_data()
{
    QTest::addColumn<QByteArray>("end");
    QTest::newRow("other end tag") << "\n</b>"_ba;
    QTest::newRow("cut off") << "\n<b>"_ba;
    QTest::newRow("cut off in a tag") << "\n<b c=\"d"_ba;
    QTest::newRow("bare ampersand") << "\nA & B</a>"_ba;
    QTest::newRow("unknown entity") << "\n&nbsp;</a>"_ba;
    QTest::newRow("control character") << "\n\x01</a>"_ba;
    QTest::newRow("not UTF-8") << "\n\xE4</a>"_ba;
    QTest::newRow("text after the end") << "</a>\nb"_ba;
    QTest::newRow("end of CDATA") << "\n]]></a>"_ba;
}

void TestXmlEvents::notWellFormed_isToldAsWithoutCData()
{
    QFETCH(const QByteArray, end);
    Notes notes;
    const auto ofCData = parseXml("<a>" + cdata("text") + end, XmlErrors::Stop, notes);
    const auto ofText = parseXml("<a>text" + end, XmlErrors::Stop, notes);
    QVERIFY(ofCData && ofText);
    QCOMPARE(ofCData->reason, XmlStop::Reason::NotWellFormed);
    QCOMPARE(ofCData->line, ofText->line);
    QCOMPARE(ofCData->message, ofText->message);
    Notes recovered;
    QVERIFY(!parseXml("<a>" + cdata("text") + end, XmlErrors::Recover, recovered));
    QVERIFY(recovered.taken().startsWith("<a>text"));
}

QTEST_APPLESS_MAIN(TestXmlEvents)
#include "tst_xmlevents.moc"
