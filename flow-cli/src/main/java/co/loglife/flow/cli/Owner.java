package co.loglife.flow.cli;

import co.loglife.flow.model.Address;
import co.loglife.flow.model.User;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Whose records are meant, in any spelling of a number or an id. */
final class Owner implements ITypeConverter<User> {
    @Override
    public User convert(String text) {
        try {
            return Address.parse(text).user();
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
