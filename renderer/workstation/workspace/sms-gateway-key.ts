/** The query of the SMS gateway's settings. */
export const smsGatewayKey = ['workspace', 'smsGateway'];
