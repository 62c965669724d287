/* A module of Weston for tests: a touch screen under the hand of who writes to a socket. Each datagram
 * is "down X Y", "move X Y" or "up", in pixels. From there on everything is the compositor's own way. */
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include <libweston/libweston.h>

/* libweston exports these for its backends, and keeps their declarations to itself. */
void weston_seat_init(struct weston_seat *, struct weston_compositor *, const char *);
int weston_seat_init_touch(struct weston_seat *);
struct weston_touch_device *weston_touch_create_touch_device(struct weston_touch *, const char *,
		void *, const struct weston_touch_device_ops *);
void notify_touch_normalized(struct weston_touch_device *, const struct timespec *, int, double,
		double, const struct weston_point2d_device_normalized *, int);
void notify_touch_frame(struct weston_touch_device *);

#define PLACE "/run/kiosk-display/finger"

static struct weston_seat seat;
static struct weston_touch_device *finger;

static int touched(int socket, uint32_t mask, void *data)
{
	char said[64] = "", what[8] = "";
	double x = 0, y = 0;
	struct timespec now;
	int kind;

	if (recv(socket, said, sizeof said - 1, MSG_DONTWAIT) <= 0)
		return 0;
	sscanf(said, "%7s %lf %lf", what, &x, &y);
	kind = !strcmp(what, "down") ? WL_TOUCH_DOWN : !strcmp(what, "move") ? WL_TOUCH_MOTION : WL_TOUCH_UP;
	clock_gettime(CLOCK_MONOTONIC, &now);
	notify_touch_normalized(finger, &now, 0, x, y, NULL, kind);
	notify_touch_frame(finger);
	return 0;
}

WL_EXPORT int wet_module_init(struct weston_compositor *compositor, int *argc, char *argv[])
{
	struct sockaddr_un address = { .sun_family = AF_UNIX, .sun_path = PLACE };
	int socket_ = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	unlink(PLACE);
	if (socket_ < 0 || bind(socket_, (struct sockaddr *)&address, sizeof address) < 0)
		return -1;
	weston_seat_init(&seat, compositor, "finger");
	weston_seat_init_touch(&seat);
	finger = weston_touch_create_touch_device(weston_seat_get_touch(&seat), "/finger", NULL, NULL);
	wl_event_loop_add_fd(wl_display_get_event_loop(compositor->wl_display), socket_,
			WL_EVENT_READABLE, touched, NULL);
	return finger ? 0 : -1;
}
