/**
 * WhatsApp's addresses: `<digits>@c.us` is a phone number, `<id>@lid` a person whose number is hidden, `<id>@g.us` a group.
 * The digits of a LID look like a phone number and are not one. Pure.
 */

/** @param {string} address */
export const isLid = (address) => address.endsWith('@lid');

/** @param {string} address */
export const isGroup = (address) => address.endsWith('@g.us');

/** @param {string} address */
export const isPhone = (address) => /^\d{5,20}@c\.us$/.test(address);

/**
 * WhatsApp names one person in several ways; a device suffix (`:12`) and the older server name are taken off.
 *
 * @param {string} address
 */
export function canonical(address) {
  return address.replace(/:\d+(?=@)/, '').replace(/@s\.whatsapp\.net$/, '@c.us');
}

/**
 * Where to send: digits with or without +, blanks and dashes, or a whole address.
 *
 * @param {string} number
 * @returns {string | undefined} undefined when it is no address
 */
export function recipient(number) {
  const text = number.trim();
  if (text.length > 64) return undefined;
  if (/^\d{5,20}@(c\.us|lid)$/.test(text) || /^[\d-]{5,40}@g\.us$/.test(text)) return text;
  if (text.includes('@') || !/^\+?[\d\s().-]+$/.test(text)) return undefined;
  const digits = text.replace(/\D/g, '');
  return digits.length >= 5 && digits.length <= 15 ? `${digits}@c.us` : undefined;
}
