package io.millrace.service.object;

/**
 * An object as one place has it.
 *
 * @param deleted whether it is kept as one that is not there any more
 */
public record ObjectState(ObjectView view, boolean deleted) {}
