package io.byteor.validator.gateway.http.outcome;

/**
 * A command whose outcome is still on its way.
 *
 * @param subject the id that it gave or is about
 * @param outcome where to look
 */
public record PendingView(String commandId, String subject, String status, String outcome) {}
