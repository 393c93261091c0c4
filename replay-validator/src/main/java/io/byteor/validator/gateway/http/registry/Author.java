package io.byteor.validator.gateway.http.registry;

import io.byteor.schemas.event.Person;

/** Who changed an entry. */
public record Author(String issuer, String subject) {
    static Author of(Person person) {
        return new Author(person.getIssuer(), person.getSubject());
    }
}
