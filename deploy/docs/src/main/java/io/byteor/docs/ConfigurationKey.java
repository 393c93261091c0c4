package io.byteor.docs;

/**
 * One configuration key as its mapping declares it.
 *
 * @param key the whole key, in kebab case
 * @param type simple type name
 * @param defaultValue as written; empty where the key is required or optional
 * @param meaning the Javadoc's text
 */
record ConfigurationKey(String key, String type, String defaultValue, String meaning) {}
