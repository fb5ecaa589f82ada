#include "app/platform/offscreen.hpp"

#include <algorithm>
#include <cstring>

#include <epoxy/egl.h>
#include <epoxy/gl.h>

namespace loopscope::app::platform {
namespace {

constexpr const char* kHint = "needs Mesa's EGL (packages libegl1 and libgl1-mesa-dri)";

}  // namespace

struct Offscreen::Context {
    EGLDisplay display = EGL_NO_DISPLAY;
    EGLContext context = EGL_NO_CONTEXT;
    GLuint frame = 0, color = 0;

    Context() = default;
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;
    ~Context() {
        if (display == EGL_NO_DISPLAY) return;
        if (frame != 0) glDeleteFramebuffers(1, &frame);
        if (color != 0) glDeleteRenderbuffers(1, &color);
        eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
        if (context != EGL_NO_CONTEXT) eglDestroyContext(display, context);
        eglTerminate(display);
    }
};

Offscreen::Offscreen(std::unique_ptr<Context> context) : context_(std::move(context)) {}
Offscreen::~Offscreen() = default;

Result<std::unique_ptr<Offscreen>> Offscreen::create() {
    auto context = std::make_unique<Context>();
    const char* extensions = eglQueryString(EGL_NO_DISPLAY, EGL_EXTENSIONS);
    if (extensions == nullptr || std::strstr(extensions, "EGL_MESA_platform_surfaceless") == nullptr) {
        return Error{"cannot draw without a screen here", "EGL", kHint};
    }
    context->display = eglGetPlatformDisplayEXT(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr);
    if (context->display == EGL_NO_DISPLAY ||
        eglInitialize(context->display, nullptr, nullptr) == EGL_FALSE) {
        context->display = EGL_NO_DISPLAY;
        return Error{"cannot draw without a screen here", "eglInitialize", kHint};
    }
    constexpr EGLint kWanted[] = {EGL_SURFACE_TYPE, 0, EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_NONE};
    EGLConfig config = nullptr;
    EGLint count = 0;
    eglBindAPI(EGL_OPENGL_API);
    if (eglChooseConfig(context->display, kWanted, &config, 1, &count) == EGL_FALSE || count == 0)
        config = nullptr;
    constexpr EGLint kVersion[] = {EGL_CONTEXT_MAJOR_VERSION,
                                   3,
                                   EGL_CONTEXT_MINOR_VERSION,
                                   3,
                                   EGL_CONTEXT_OPENGL_PROFILE_MASK,
                                   EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT,
                                   EGL_NONE};
    context->context = eglCreateContext(context->display, config, EGL_NO_CONTEXT, kVersion);
    if (context->context == EGL_NO_CONTEXT ||
        eglMakeCurrent(context->display, EGL_NO_SURFACE, EGL_NO_SURFACE, context->context) == EGL_FALSE) {
        return Error{"there is no OpenGL 3.3", "EGL", kHint};
    }
    return std::unique_ptr<Offscreen>{new Offscreen(std::move(context))};
}

Result<PixelSize> Offscreen::begin(PixelSize size) {
    GLint most = 0;
    glGetIntegerv(GL_MAX_RENDERBUFFER_SIZE, &most);
    if (size.width < 1 || size.height < 1 || size.width > most || size.height > most) {
        return Error{"a picture of " + std::to_string(size.width) + " x " + std::to_string(size.height) +
                         " cannot be drawn",
                     "", "each side may have 1 to " + std::to_string(most) + " pixels"};
    }
    Context& c = *context_;
    if (c.frame == 0) {
        glGenFramebuffers(1, &c.frame);
        glGenRenderbuffers(1, &c.color);
    }
    glBindFramebuffer(GL_FRAMEBUFFER, c.frame);
    if (!(size == size_)) {
        glBindRenderbuffer(GL_RENDERBUFFER, c.color);
        glRenderbufferStorage(GL_RENDERBUFFER, GL_RGBA8, size.width, size.height);
        glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, c.color);
        if (glCheckFramebufferStatus(GL_FRAMEBUFFER) != GL_FRAMEBUFFER_COMPLETE) {
            return Error{"the picture cannot be drawn", "glCheckFramebufferStatus", ""};
        }
        size_ = size;
    }
    return size;
}

Image Offscreen::read() const {
    return read_pixels(size_);
}

void finish_drawing() {
    glFinish();
}

Image read_pixels(PixelSize size) {
    Image image{size, {}};
    const std::size_t row = static_cast<std::size_t>(size.width) * 4;
    image.rgba.resize(row * static_cast<std::size_t>(size.height));
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    glReadPixels(0, 0, size.width, size.height, GL_RGBA, GL_UNSIGNED_BYTE, image.rgba.data());
    // GL counts rows from the bottom.
    for (int y = 0; y < size.height / 2; ++y) {
        auto* const top = image.rgba.data() + row * static_cast<std::size_t>(y);
        auto* const bottom = image.rgba.data() + row * static_cast<std::size_t>(size.height - 1 - y);
        std::swap_ranges(top, top + row, bottom);
    }
    for (std::size_t i = 3; i < image.rgba.size(); i += 4) image.rgba[i] = 255;
    return image;
}

}  // namespace loopscope::app::platform
