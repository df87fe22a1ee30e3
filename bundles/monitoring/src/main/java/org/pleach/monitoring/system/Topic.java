package org.pleach.monitoring.system;

import java.util.Map;
import org.pleach.monitoring.page.Page;

/**
 * Something that can be asked for.
 *
 * @param page    makes the answer
 * @param field   the field of the answer that it goes to
 * @param options of the page that the subject gives: not what is asked, but what is answered
 */
record Topic(Page page, String field, Map<String, String> options) {

    static Topic of(Page page) {
        return new Topic(page, "data", Map.of());
    }
}
