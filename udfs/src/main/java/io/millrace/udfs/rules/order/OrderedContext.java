package io.millrace.udfs.rules.order;

import io.millrace.udfs.rules.Context;
import io.millrace.udfs.rules.ForwardingContext;

/** The host's context, at the time that the ordered events have come to. */
record OrderedContext(Context host, long watermark) implements ForwardingContext {}
