/** Auth callout: a service that is a client of the server says who the other clients are. */
package org.pleach.broker.callout;
