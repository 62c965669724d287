/* A PC/SC reader driver for tests: vsmartcard's virtual reader, made faulty on demand.
 *
 * Built once for each reader, with VPCD naming that reader's own copy of libifdvpcd.so (which keeps
 * its slots in variables of its own) and FAULT a file that says what is wrong with it now:
 *
 *   (nothing)   it works
 *   deaf        the reader does not answer: everything fails with IFD_COMMUNICATION_ERROR
 *   lossy N     the card answers, but every Nth answer is lost on its way
 */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <ifdhandler.h>

static void *vpcd(const char *name)
{
	static void *library;

	if (library == NULL)
		library = dlopen(VPCD, RTLD_NOW | RTLD_LOCAL);
	if (library == NULL) {
		fprintf(stderr, "%s\n", dlerror());
		abort();
	}
	return dlsym(library, name);
}

/* Forwards to the function of that name in the virtual reader; arguments stay as they are. */
#define VPCD_CALL(name) ((__typeof__(&name))vpcd(#name))

/* Whether the fault is on; *number is what stands behind its name, or 0. */
static int fault_is(const char *wanted, unsigned *number)
{
	char word[16] = "";
	FILE *file = fopen(FAULT, "r");

	*number = 0;
	if (file == NULL)
		return 0;
	if (fscanf(file, "%15s %u", word, number) < 1)
		word[0] = '\0';
	fclose(file);
	return strcmp(word, wanted) == 0;
}

static int deaf(void)
{
	unsigned unused;

	return fault_is("deaf", &unused);
}

static int lost_on_its_way(void)
{
	static unsigned answers;
	unsigned every;

	return fault_is("lossy", &every) && every > 0 && ++answers % every == 0;
}

RESPONSECODE IFDHCreateChannelByName(DWORD Lun, LPSTR DeviceName)
{
	return VPCD_CALL(IFDHCreateChannelByName)(Lun, DeviceName);
}

RESPONSECODE IFDHCreateChannel(DWORD Lun, DWORD Channel)
{
	return VPCD_CALL(IFDHCreateChannel)(Lun, Channel);
}

RESPONSECODE IFDHCloseChannel(DWORD Lun)
{
	return VPCD_CALL(IFDHCloseChannel)(Lun);
}

RESPONSECODE IFDHGetCapabilities(DWORD Lun, DWORD Tag, PDWORD Length, PUCHAR Value)
{
	if (Tag == TAG_IFD_SLOTS_NUMBER) {
		/* One slot, so that a reader is a reader. */
		if (*Length < 1)
			return IFD_ERROR_INSUFFICIENT_BUFFER;
		*Length = 1;
		*Value = 1;
		return IFD_SUCCESS;
	}
	return VPCD_CALL(IFDHGetCapabilities)(Lun, Tag, Length, Value);
}

RESPONSECODE IFDHSetCapabilities(DWORD Lun, DWORD Tag, DWORD Length, PUCHAR Value)
{
	return VPCD_CALL(IFDHSetCapabilities)(Lun, Tag, Length, Value);
}

RESPONSECODE IFDHSetProtocolParameters(DWORD Lun, DWORD Protocol, UCHAR Flags, UCHAR PTS1,
	UCHAR PTS2, UCHAR PTS3)
{
	return VPCD_CALL(IFDHSetProtocolParameters)(Lun, Protocol, Flags, PTS1, PTS2, PTS3);
}

RESPONSECODE IFDHPowerICC(DWORD Lun, DWORD Action, PUCHAR Atr, PDWORD AtrLength)
{
	if (deaf())
		return IFD_COMMUNICATION_ERROR;
	return VPCD_CALL(IFDHPowerICC)(Lun, Action, Atr, AtrLength);
}

RESPONSECODE IFDHTransmitToICC(DWORD Lun, SCARD_IO_HEADER SendPci, PUCHAR TxBuffer,
	DWORD TxLength, PUCHAR RxBuffer, PDWORD RxLength, PSCARD_IO_HEADER RecvPci)
{
	RESPONSECODE answered;

	if (deaf()) {
		*RxLength = 0;
		return IFD_COMMUNICATION_ERROR;
	}
	answered = VPCD_CALL(IFDHTransmitToICC)(Lun, SendPci, TxBuffer, TxLength, RxBuffer, RxLength,
		RecvPci);
	if (lost_on_its_way()) {
		*RxLength = 0;
		return IFD_COMMUNICATION_ERROR;
	}
	return answered;
}

RESPONSECODE IFDHControl(DWORD Lun, DWORD dwControlCode, PUCHAR TxBuffer, DWORD TxLength,
	PUCHAR RxBuffer, DWORD RxLength, LPDWORD pdwBytesReturned)
{
	return VPCD_CALL(IFDHControl)(Lun, dwControlCode, TxBuffer, TxLength, RxBuffer, RxLength,
		pdwBytesReturned);
}

RESPONSECODE IFDHICCPresence(DWORD Lun)
{
	return deaf() ? IFD_COMMUNICATION_ERROR : VPCD_CALL(IFDHICCPresence)(Lun);
}
