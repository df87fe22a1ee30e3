/** What each address shows. */
package org.pleach.monitoring.page;
