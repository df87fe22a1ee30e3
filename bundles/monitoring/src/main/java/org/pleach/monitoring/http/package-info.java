/** HTTP for few and small requests. */
package org.pleach.monitoring.http;
