/** Path segments: asked of a control service, read, and put together into paths. Internal. */
package org.pleach.scion.segment;
