package io.byteor.cli.capture;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A size on the command line: bytes, or a number with KiB, MiB or GiB behind it. */
final class ByteSize implements ITypeConverter<Long> {
    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,11})(KiB|MiB|GiB)?");

    @Override
    public Long convert(String value) {
        Matcher matcher = FORM.matcher(value);
        if (!matcher.matches()) {
            throw new TypeConversionException("bytes are expected, or such as 64MiB, not " + value);
        }
        String unit = matcher.group(2);
        int shift = unit == null ? 0 : 10 * (1 + "KMG".indexOf(unit.charAt(0)));
        return Long.parseLong(matcher.group(1)) << shift;
    }
}
