/** Which keys there are, what their values must be, and the one form in which they reach the bundles. */
package org.pleach.config.schema;
