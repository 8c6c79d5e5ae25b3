/** Mappings before they are saved: tried on messages, and proposed from samples. */
package io.millrace.service.trial;
