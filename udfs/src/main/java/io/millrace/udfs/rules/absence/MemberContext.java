package io.millrace.udfs.rules.absence;

import io.millrace.udfs.rules.Context;
import io.millrace.udfs.rules.ForwardingContext;
import io.millrace.udfs.rules.Key;

/** A call on behalf of one member of the key: its alerts are the member's own. */
record MemberContext(Context host, Key key) implements ForwardingContext {}
