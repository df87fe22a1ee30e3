package org.pleach.monitoring;

import java.util.Collection;

/** The page at {@code /}: links to the others. */
final class RootPage {

    private RootPage() { }

    static String html(String version, String basePath, Collection<String> pages) {
        StringBuilder html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\">")
                .append("<title>Pleach</title></head>\n<body style=\"font-family: sans-serif; margin: 2em\">\n")
                .append("<h1>Pleach ").append(escaped(version)).append("</h1>\n<ul>\n");
        for (String page : pages) {
            String link = escaped(basePath + page);
            html.append("<li><a href=\"").append(link).append("\">").append(escaped(page)).append("</a></li>\n");
        }
        return html.append("</ul>\n</body>\n</html>\n").toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
