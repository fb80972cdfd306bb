"""Holds XML files against a Schematron (query binding xslt2), by Saxon.

usage: schematron.py RULES.sch FILE...
Answers with one JSON object: {"file name": [["rule", "flag"], ...]}, the assertions that failed.

The Schematron becomes one XSLT: every pattern a mode, every rule a template whose priority falls with its
place, for in a pattern the first rule that matches a node is the only one that counts (ISO 19757-3, 6.5).
"""
import json
import os
import sys
import xml.etree.ElementTree as tree

from saxonche import PySaxonProcessor

SCH = "{http://purl.oclc.org/dsdl/schematron}"


def quoted(text):
    marks = {"&": "&amp;", "<": "&lt;", '"': "&quot;", "\n": "&#10;", "\t": "&#9;", "\r": "&#13;"}
    return "".join(marks.get(sign, sign) for sign in text)


def patterns(path):
    """The patterns of a file, those of included files among them, in order."""
    for child in tree.parse(path).getroot():
        if child.tag == SCH + "include":
            yield tree.parse(os.path.join(os.path.dirname(path), child.get("href"))).getroot()
        elif child.tag == SCH + "pattern":
            yield child


def variable(let):
    return f'<xsl:variable name="{let.get("name")}" select="{quoted(let.get("value"))}"/>'


def template(rule, mode, priority):
    out = [f'<xsl:template match="{quoted(rule.get("context"))}" mode="{mode}" priority="{priority}">']
    for item in rule:
        if item.tag == SCH + "let":
            out.append(variable(item))
        elif item.tag in (SCH + "assert", SCH + "report"):
            test = quoted(item.get("test"))
            test = f"not({test})" if item.tag == SCH + "assert" else test
            said = f'{item.get("id")}|{item.get("flag") or item.get("role") or "fatal"}'
            out.append(f'<xsl:if test="{test}"><xsl:text>{said}&#10;</xsl:text></xsl:if>')
    return "".join(out) + f'<xsl:apply-templates select="@*|node()" mode="{mode}"/></xsl:template>'


def stylesheet(path):
    spaces = "".join(
        f' xmlns:{ns.get("prefix")}="{ns.get("uri")}"' for ns in tree.parse(path).getroot().findall(SCH + "ns")
    )
    start, out = [], []
    for number, pattern in enumerate(patterns(path)):
        mode = f"m{number}"
        start.append(f'<xsl:apply-templates select="." mode="{mode}"/>')
        out.extend(variable(let) for let in pattern.findall(SCH + "let"))
        rules = pattern.findall(SCH + "rule")
        out.extend(template(rule, mode, len(rules) - at + 1) for at, rule in enumerate(rules))
        out.append(
            f'<xsl:template match="@*|node()" mode="{mode}" priority="-2">'
            f'<xsl:apply-templates select="@*|node()" mode="{mode}"/></xsl:template>'
        )
    return (
        '<xsl:stylesheet version="2.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"'
        f' xmlns:xs="http://www.w3.org/2001/XMLSchema"{spaces.replace(" xmlns:xs=", " xmlns:xs0=")}>'
        f'<xsl:output method="text"/><xsl:template match="/">{"".join(start)}</xsl:template>{"".join(out)}'
        "</xsl:stylesheet>"
    )


def main():
    rules, files = sys.argv[1], sys.argv[2:]
    with PySaxonProcessor(license=False) as saxon:
        compiled = saxon.new_xslt30_processor().compile_stylesheet(stylesheet_text=stylesheet(rules))
        result = {}
        for file in files:
            said = compiled.transform_to_string(xdm_node=saxon.parse_xml(xml_file_name=file)) or ""
            result[os.path.basename(file)] = [line.split("|") for line in said.splitlines() if line]
    print(json.dumps(result))


main()
