#include "app/platform/window.hpp"

#include "app/platform/keys.hpp"
#include "app/platform/window_icon.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <utility>

#include <GLFW/glfw3.h>
#include <epoxy/gl.h>

namespace loopscope::app::platform {
namespace {

constexpr int kLeastWidth = 640, kLeastHeight = 420;

std::string& last_error() {
    static std::string text;
    return text;
}

struct Place {
    int x = 0, y = 0, width = 0, height = 0;
};

Place place_of(GLFWwindow* window) {
    Place p;
    glfwGetWindowPos(window, &p.x, &p.y);
    glfwGetWindowSize(window, &p.width, &p.height);
    return p;
}

// The screen that shows most of it.
GLFWmonitor* screen_of(GLFWwindow* window) {
    const Place p = place_of(window);
    int count = 0;
    GLFWmonitor** const screens = glfwGetMonitors(&count);
    GLFWmonitor* best = glfwGetPrimaryMonitor();
    int most = 0;
    for (int i = 0; i < count; ++i) {
        int x = 0, y = 0;
        glfwGetMonitorPos(screens[i], &x, &y);
        const GLFWvidmode* mode = glfwGetVideoMode(screens[i]);
        if (mode == nullptr) continue;
        const int wide = std::min(p.x + p.width, x + mode->width) - std::max(p.x, x);
        const int high = std::min(p.y + p.height, y + mode->height) - std::max(p.y, y);
        if (wide > 0 && high > 0 && wide * high > most) {
            most = wide * high;
            best = screens[i];
        }
    }
    return best;
}

}  // namespace

struct Window::Inside {
    GLFWwindow* window = nullptr;
    GLFWcursor* hand = nullptr;
    std::vector<input::Event> events;
    float scale = 1;
    bool hand_shown = false;
    bool damaged = true;
    bool software = false, shown = false;
    std::string renderer;
    // Where it was before it filled the screen.
    Place windowed;

    Inside() = default;
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;
    ~Inside() {
        if (hand != nullptr) glfwDestroyCursor(hand);
        if (window != nullptr) glfwDestroyWindow(window);
        glfwTerminate();
    }

    static Inside& of(GLFWwindow* window) { return *static_cast<Inside*>(glfwGetWindowUserPointer(window)); }

    [[nodiscard]] stage::Vec2 design(double x, double y) const {
        int points = 0, pixels = 0;
        glfwGetWindowSize(window, &points, nullptr);
        glfwGetFramebufferSize(window, &pixels, nullptr);
        const float k =
            points > 0 ? static_cast<float>(pixels) / static_cast<float>(points) / scale : 1 / scale;
        return {static_cast<float>(x) * k, static_cast<float>(y) * k};
    }
    [[nodiscard]] stage::Vec2 pointer() const {
        double x = 0, y = 0;
        glfwGetCursorPos(window, &x, &y);
        return design(x, y);
    }
    [[nodiscard]] bool ctrl() const {
        return glfwGetKey(window, GLFW_KEY_LEFT_CONTROL) == GLFW_PRESS ||
               glfwGetKey(window, GLFW_KEY_RIGHT_CONTROL) == GLFW_PRESS;
    }

    void listen();
};

void Window::Inside::listen() {
    glfwSetWindowUserPointer(window, this);
    glfwSetKeyCallback(window, [](GLFWwindow* w, int key, int scancode, int action, int mods) {
        if (action == GLFW_RELEASE) return;
        const input::Key ours = key_of(key, glfwGetKeyName(key, scancode));
        if (ours == input::Key::None) return;
        of(w).events.emplace_back(input::KeyPress{ours, (mods & GLFW_MOD_CONTROL) != 0,
                                                  (mods & GLFW_MOD_SHIFT) != 0, (mods & GLFW_MOD_ALT) != 0,
                                                  action == GLFW_REPEAT});
    });
    glfwSetCharCallback(window, [](GLFWwindow* w, unsigned code) {
        of(w).events.emplace_back(input::CharTyped{static_cast<char32_t>(code)});
    });
    glfwSetCursorPosCallback(window, [](GLFWwindow* w, double x, double y) {
        auto& queue = of(w).events;
        // Only where it ended matters.
        if (!queue.empty() && std::holds_alternative<input::PointerMoved>(queue.back())) queue.pop_back();
        queue.emplace_back(input::PointerMoved{of(w).design(x, y)});
    });
    glfwSetMouseButtonCallback(window, [](GLFWwindow* w, int button, int action, int) {
        Inside& self = of(w);
        const auto which = button == GLFW_MOUSE_BUTTON_LEFT    ? input::Button::Left
                           : button == GLFW_MOUSE_BUTTON_RIGHT ? input::Button::Right
                                                               : input::Button::Middle;
        if (button > GLFW_MOUSE_BUTTON_MIDDLE) return;
        if (action == GLFW_PRESS) {
            self.events.emplace_back(input::PointerPressed{self.pointer(), which});
        } else {
            self.events.emplace_back(input::PointerReleased{self.pointer(), which});
        }
    });
    glfwSetScrollCallback(window, [](GLFWwindow* w, double dx, double dy) {
        Inside& self = of(w);
        self.events.emplace_back(
            input::Scrolled{self.pointer(), static_cast<float>(dx), static_cast<float>(dy), self.ctrl()});
    });
    glfwSetCursorEnterCallback(window, [](GLFWwindow* w, int entered) {
        if (entered == GLFW_FALSE) of(w).events.emplace_back(input::PointerLeft{});
    });
    glfwSetWindowFocusCallback(window, [](GLFWwindow* w, int focused) {
        if (focused == GLFW_FALSE) of(w).events.emplace_back(input::FocusLost{});
    });
    glfwSetWindowRefreshCallback(window, [](GLFWwindow* w) { of(w).damaged = true; });
}

Window::Window(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Window::~Window() = default;

Result<std::unique_ptr<Window>> Window::create(const WindowOptions& options) {
    glfwSetErrorCallback([](int, const char* text) { last_error() = text; });
    if (glfwInit() == GLFW_FALSE) {
        return Error{"there is no display to open a window on", last_error(),
                     "loopscope render LESSON --out x.png draws without one"};
    }
    auto inside = std::make_unique<Inside>();
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
    glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_TRUE);
    glfwWindowHint(GLFW_DEPTH_BITS, 0);
    glfwWindowHint(GLFW_STENCIL_BITS, 0);
    // Shown once the first frame is there, so that nobody sees an empty one.
    glfwWindowHint(GLFW_VISIBLE, GLFW_FALSE);
    glfwWindowHintString(GLFW_X11_CLASS_NAME, "loopscope");
    glfwWindowHintString(GLFW_X11_INSTANCE_NAME, "loopscope");
    int width = std::max(options.width, kLeastWidth), height = std::max(options.height, kLeastHeight);
    if (GLFWmonitor* screen = glfwGetPrimaryMonitor(); screen != nullptr) {
        int free_width = 0, free_height = 0;
        float scale = 1;
        glfwGetMonitorWorkarea(screen, nullptr, nullptr, &free_width, &free_height);
        glfwGetMonitorContentScale(screen, &scale, nullptr);
        if (free_width > 0) width = std::min(width, static_cast<int>(static_cast<float>(free_width) / scale));
        if (free_height > 0)
            height = std::min(height, static_cast<int>(static_cast<float>(free_height) / scale));
    }
    inside->window = glfwCreateWindow(width, height, options.title.c_str(), nullptr, nullptr);
    if (inside->window == nullptr) {
        return Error{"cannot open a window with OpenGL 3.3", last_error(),
                     "a graphics driver is missing or too old"};
    }
    glfwSetWindowSizeLimits(inside->window, kLeastWidth, kLeastHeight, GLFW_DONT_CARE, GLFW_DONT_CARE);
    glfwMakeContextCurrent(inside->window);
    glfwSwapInterval(1);
    if (const auto* name = glGetString(GL_RENDERER); name != nullptr) {
        inside->renderer = reinterpret_cast<const char*>(name);
    }
    inside->software = inside->renderer.find("llvmpipe") != std::string::npos ||
                       inside->renderer.find("softpipe") != std::string::npos;
    inside->hand = glfwCreateStandardCursor(GLFW_HAND_CURSOR);
    set_icon(inside->window);
    inside->listen();
    return std::unique_ptr<Window>{new Window(std::move(inside))};
}

void Window::wait(std::optional<double> seconds) {
    if (!inside_->events.empty()) {
        glfwPollEvents();
    } else if (!seconds) {
        glfwWaitEvents();
    } else if (*seconds > 0) {
        glfwWaitEventsTimeout(*seconds);
    } else {
        glfwPollEvents();
    }
}

void Window::wake() {
    glfwPostEmptyEvent();
}
std::vector<input::Event> Window::take_events() {
    return std::exchange(inside_->events, {});
}
void Window::set_scale(float scale) {
    inside_->scale = scale;
}

float Window::content_scale() const {
    float x = 1;
    glfwGetWindowContentScale(inside_->window, &x, nullptr);
    return std::clamp(x, 0.5F, 4.0F);
}

PixelSize Window::pixels() const {
    PixelSize size;
    glfwGetFramebufferSize(inside_->window, &size.width, &size.height);
    return size;
}

PixelSize Window::points() const {
    PixelSize size;
    glfwGetWindowSize(inside_->window, &size.width, &size.height);
    return size;
}

bool Window::fullscreen() const {
    return glfwGetWindowMonitor(inside_->window) != nullptr;
}

void Window::set_fullscreen(bool on) {
    if (on == fullscreen()) return;
    GLFWwindow* const window = inside_->window;
    if (on) {
        GLFWmonitor* const screen = screen_of(window);
        const GLFWvidmode* const mode = screen == nullptr ? nullptr : glfwGetVideoMode(screen);
        if (mode == nullptr) return;
        inside_->windowed = place_of(window);
        glfwSetWindowMonitor(window, screen, 0, 0, mode->width, mode->height, mode->refreshRate);
    } else {
        const Place& p = inside_->windowed;
        glfwSetWindowMonitor(window, nullptr, p.x, p.y, std::max(p.width, kLeastWidth),
                             std::max(p.height, kLeastHeight), GLFW_DONT_CARE);
    }
    inside_->damaged = true;
}

void Window::set_hand_cursor(bool hand) {
    if (hand == inside_->hand_shown) return;
    inside_->hand_shown = hand;
    glfwSetCursor(inside_->window, hand ? inside_->hand : nullptr);
}

bool Window::close_asked() const {
    return glfwWindowShouldClose(inside_->window) != GLFW_FALSE;
}
bool Window::take_damage() {
    return std::exchange(inside_->damaged, false);
}
bool Window::software() const {
    return inside_->software;
}
std::string Window::renderer() const {
    return inside_->renderer;
}

bool Window::hidden() const {
    return glfwGetWindowAttrib(inside_->window, GLFW_ICONIFIED) != GLFW_FALSE;
}

void Window::present() {
    if (!std::exchange(inside_->shown, true)) {
        glfwShowWindow(inside_->window);
        // What the system misses so far is what comes now.
        glfwPollEvents();
        inside_->damaged = false;
    }
    glfwSwapBuffers(inside_->window);
}

}  // namespace loopscope::app::platform
